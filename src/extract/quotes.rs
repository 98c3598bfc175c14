//! Quotations: the words, and who says them.

use super::Claims;
use crate::claim::{Filler, Modality, Term, WhenKind};
use crate::clause::{speech, time};
use crate::pack::PatternSpec;
use crate::text::TokenKind;
use std::ops::Range;
use std::sync::Arc;

/// Shorter quotations are anybody's words: "We will see what happens".
const ENOUGH: usize = 6;

impl Claims<'_, '_> {
    /// Every quotation of some length whose speaker is a person with a name.
    pub(super) fn quotations(&mut self, spec: &PatternSpec, id: &Arc<str>) {
        for tokens in self.quotes.all() {
            let token = |at: usize| &self.reading.text.tokens[at];
            let spoken = tokens.clone().filter(|&at| token(at).is_word() || token(at).kind == TokenKind::Number);
            if spoken.clone().take(ENOUGH).count() < ENOUGH {
                continue;
            }
            let Some(speaker) = self.person_who_says(&tokens) else { continue };
            let words: Vec<&str> = spoken.map(|at| self.reading.word(at)).collect();
            let mut claim = self.blank(spec, id, tokens.clone());
            let span = Some(claim.span);
            claim.object = Some(Filler::One(Term { name: words.join(" ").into(), class: "text".into(), span }));
            claim.subject = Some(Filler::One(speaker));
            claim.modality = Modality::Asserted;
            claim.when = time::of_article(self.reading, WhenKind::Event);
            self.claims.push(claim);
        }
    }

    /// The speaker of a quotation, where the text knows a person of that name.
    fn person_who_says(&self, tokens: &Range<usize>) -> Option<Term> {
        let said = speech::attribution(self.reading, &self.quotes, tokens, false)?;
        let person =
            self.reading.mentions.iter().find(|m| m.term.name == said.speaker && &*m.term.class == "person")?;
        Some(Term { span: None, ..person.term.clone() })
    }
}
