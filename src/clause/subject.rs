//! The subject of a verb: what stands to its left, past what may stand between.

use crate::clause::is_adverb;
use crate::clause::speech;
use crate::clause::verb::{self, Shape, VerbGroup};
use crate::mention::{Form, Mention, Reading};
use std::ops::Range;

/// A subject: one mention, or several that are coordinated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The mentions, in order.
    pub mentions: Vec<usize>,
    /// All their tokens; those of the pronoun, where one stands for them.
    pub tokens: Range<usize>,
    /// Whether another verb has it first, so that the words between are not this verb's.
    pub detached: bool,
}

/// Looks for the subject of a verb group among the mentions that fit.
#[must_use]
pub fn find(reading: &Reading<'_>, group: &VerbGroup, fits: &dyn Fn(&Mention) -> bool) -> Option<Subject> {
    let sentence = reading.text.sentences[reading.sentence(group.tokens.start)].tokens.clone();
    if verb::is_noun_governor(reading, sentence.start, group.tokens.start) {
        return match owner(reading, group.tokens.start, &sentence) {
            Some(owner) => owner_subject(reading, owner, fits),
            None => dropped(reading, group.tokens.start, &sentence, fits),
        };
    }
    let mut at = group.tokens.start;
    let mut commas = 0;
    let mut relative = false;
    while at > sentence.start {
        let before = at - 1;
        // A date inside a phrase is the phrase's: `the summit in Astana on 28 November was …`.
        let inside = reading.mention(before).is_some_and(|m| reading.mentions[m].tokens.end == at);
        if let Some(timex) = reading.timex(before).filter(|_| !inside) {
            at = reading.timexes[timex].tokens.start;
            at -= usize::from(at > sentence.start && is_preposition(reading.word(at - 1)));
            continue;
        }
        if let Some(number) = reading.mention(before) {
            let mention = &reading.mentions[number];
            // Of a list, what governs the first governs all: `those of Malaysia and Vietnam`.
            let list = coordinated(reading, number, &sentence, fits);
            let start = if fits(mention) { list.tokens.start } else { mention.tokens.start };
            let start = reading.past_state(past_adjoining(reading, start, sentence.start), sentence.start);
            let governor = if start > sentence.start { reading.word(start - 1) } else { "" };
            // `since the bridge opened`: before a clause it is a conjunction.
            let conjunction = at == group.tokens.start && matches!(governor, "after" | "before" | "since" | "until");
            let governed = is_preposition(governor) && !conjunction;
            // `the Power Company of Libya, which says`, `the mayor of Gomel, Belarus, says`: a name or a place goes on to it.
            let name_before = start > sentence.start + 1
                && reading.text.tokens[start - 2].is_capitalised()
                && reading.timex(start - 2).is_none();
            if name_before
                && (relative && governor == "of" || commas > 0 && governor == ",")
                && list.mentions.len() == 1
            {
                return None;
            }
            // `Police in Austin, Texas announce`: the end of an address.
            if governor == "," && list.mentions.len() == 1 && ends_address(reading, start - 1, mention) {
                return None;
            }
            if mention.tokens.end == at && fits(mention) && !mention.possessive && (!governed || relative) {
                return Some(list);
            }
            if !governed {
                // `the CSTO's Secretariat`, `Belarus, Kazakhstan`: part of a phrase that does not fit.
                if commas == 0 && mention.form != Form::Office {
                    return None;
                }
            }
            at = if governed { past_noun(reading, start - 1, sentence.start)? } else { start };
            continue;
        }
        if let Some(noun) = before_count(reading, before, sentence.start) {
            at = noun;
            continue;
        }
        let word = reading.word(before);
        match word {
            "it" | "they" | "he" | "she" | "who" | "which" | "that"
                if before == sentence.start || !is_relative(reading, before, &sentence) =>
            {
                let number = reading.pronoun(before, |m| fits(m) && agrees(word, m))?;
                return Some(Subject { mentions: vec![number], tokens: before..at, detached: false });
            }
            "which" | "who" | "that" => {
                relative = true;
                at = before;
            }
            "," => {
                commas += 1;
                // Between commas: an apposition or an aside. Jump over it, once.
                at = match opening_comma(reading, before, sentence.start) {
                    Some(open) if commas == 1 && group.shape != Shape::Bare => open,
                    None if at == group.tokens.start && tells_of_another(reading, before, sentence.start) => {
                        return None;
                    }
                    _ => before,
                };
                if commas > 2 {
                    return None;
                }
            }
            "and" | "but" | "or" => return dropped(reading, before, &sentence, fits),
            ")" => at = (sentence.start..before).rev().find(|&i| reading.text.tokens[i].is('('))?,
            "-" | "\u{2013}" | "\u{2014}" | "–" | "—" if !reading.text.tokens[before].glued => at = before,
            "after" | "before" | "since" | "by" | "while" | "when" | "in" | "upon" if group.shape == Shape::Ing => {
                return fronted(reading, group, &sentence, fits).or_else(|| dropped(reading, before, &sentence, fits));
            }
            w if is_adverb(w) => at = before,
            _ if group.shape == Shape::Bare => return described(reading, before, sentence.start, fits),
            _ => return None,
        }
    }
    if matches!(group.shape, Shape::Ing | Shape::Bare) { fronted(reading, group, &sentence, fits) } else { None }
}

/// Whether the place behind the comma is the one that the place before it lies in.
pub(crate) fn ends_address(reading: &Reading<'_>, comma: usize, place: &Mention) -> bool {
    let lexicon = reading.lexicon;
    if !lexicon.is_a(&place.term.class, "place") {
        return false;
    }
    let before = comma.checked_sub(1).and_then(|at| reading.mention(at)).map(|m| &reading.mentions[m].term);
    // One that no pack lists: a name behind a preposition of place.
    if before.is_none_or(|term| lexicon.entity_named(&term.name).is_none() && &*term.class != "person") {
        let named = |at: usize| reading.text.tokens[at].is_capitalised() || reading.text.tokens[at].is(',');
        let run = (0..comma).rev().take_while(|&at| named(at)).last();
        let governor = run.filter(|&at| at > 0).map_or("", |at| reading.word(at - 1));
        return matches!(governor, "in" | "at" | "near" | "from" | "outside");
    }
    let inner = before.and_then(|term| lexicon.entity_named(&term.name)).and_then(|place| place.within.as_ref());
    let outer = lexicon.entity_named(&place.term.name);
    let around = outer.map(|place| place.within.as_ref().unwrap_or(&place.name));
    inner.is_some() && inner == around
}

/// Where a noun phrase starts that begins with another name: `New York Attorney General Anna Holt`.
fn past_adjoining(reading: &Reading<'_>, start: usize, first: usize) -> usize {
    let before = start.checked_sub(1).filter(|&at| at >= first).and_then(|at| reading.mention(at));
    let name = before.map(|m| &reading.mentions[m]).filter(|m| m.tokens.end == start && m.form == Form::Name);
    name.filter(|m| &*m.term.class != "person").map_or(start, |m| m.tokens.start)
}

/// `the CSTO, a six-nation bloc founded in 1992`, `the CSTO is a bloc founded in 1992`: whom the indefinite noun
/// phrase that ends at `last` describes.
fn described(reading: &Reading<'_>, last: usize, first: usize, fits: &dyn Fn(&Mention) -> bool) -> Option<Subject> {
    let lowest = last.saturating_sub(7).max(first + 1);
    let article = (lowest..last).rev().find(|&at| matches!(reading.word(at), "a" | "an"))?;
    let plain = |at: usize| {
        reading.text.tokens[at].is('-') || !reading.is_function_word(at) && reading.text.tokens[at].is_word()
    };
    let joined = matches!(reading.word(article - 1), "," | "is" | "was");
    let number = reading.mention(article.checked_sub(2)?)?;
    let mention = &reading.mentions[number];
    let right_before = mention.tokens.end + 1 == article && mention.tokens.start >= first;
    let same = joined && right_before && (article + 1..=last).all(plain) && !mention.possessive && fits(mention);
    same.then(|| Subject { mentions: vec![number], tokens: mention.tokens.clone(), detached: false })
}

/// `the alliance of seven`: the end of the noun phrase that a count behind it belongs to.
fn before_count(reading: &Reading<'_>, last: usize, first: usize) -> Option<usize> {
    let of = last.checked_sub(1).filter(|&at| at > first && reading.word(at) == "of")?;
    reading.mention(of - 1).filter(|&m| reading.mentions[m].tokens.end == of)?;
    let counted = crate::number::cardinal_at(reading.source(), &reading.text.tokens, last);
    counted.filter(|(_, tokens)| tokens.end == last + 1).map(|_| of)
}

/// `which` right behind a comma or a noun opens a relative clause.
fn is_relative(reading: &Reading<'_>, at: usize, sentence: &Range<usize>) -> bool {
    matches!(reading.word(at), "which" | "who" | "that") && at > sentence.start && {
        let before = reading.word(at - 1);
        before == "," || before == ")" || reading.mention(at - 1).is_some() || reading.text.tokens[at - 1].is_word()
    }
}

/// `the alliance's rapid decision`: the possessive before the noun.
fn owner(reading: &Reading<'_>, noun: usize, sentence: &Range<usize>) -> Option<usize> {
    let lowest = noun.saturating_sub(4).max(sentence.start);
    let number = (lowest..noun).rev().find_map(|i| reading.mention(i))?;
    reading.mentions[number].possessive.then_some(number)
}

/// Whose decision it is, if such a one can decide.
fn owner_subject(reading: &Reading<'_>, number: usize, fits: &dyn Fn(&Mention) -> bool) -> Option<Subject> {
    let mention = &reading.mentions[number];
    let owns = fits(&Mention { possessive: false, ..mention.clone() });
    owns.then(|| Subject { mentions: vec![number], tokens: mention.tokens.clone(), detached: false })
}

/// Whether the pronoun can stand for the mention.
fn agrees(pronoun: &str, mention: &Mention) -> bool {
    let person = &*mention.term.class == "person";
    match pronoun {
        "he" | "she" => person,
        "it" => !person && mention.form != Form::People && mention.form != Form::Adjective,
        _ => mention.form != Form::Adjective,
    }
}

/// Past the noun that a preposition follows: `the leaders of Russia` is no subject, but the search goes on
/// before `leaders`, where a plain noun ends it.
fn past_noun(reading: &Reading<'_>, preposition: usize, first: usize) -> Option<usize> {
    if preposition == first {
        return Some(first);
    }
    let before = preposition - 1;
    let token = &reading.text.tokens[before];
    let goes_on = token.is(',')
        || reading.mention(before).is_some()
        || reading.timex(before).is_some()
        || is_adverb(reading.word(before));
    goes_on.then_some(preposition)
}

/// The comma that opens what the comma at `close` ends.
fn opening_comma(reading: &Reading<'_>, close: usize, first: usize) -> Option<usize> {
    let limit = close.saturating_sub(18).max(first);
    let open = (limit..close).rev().find(|&i| reading.text.tokens[i].is(','))?;
    // The aside belongs to the phrase right before it; the name behind an office is none.
    let phrase = open.checked_sub(1).filter(|&at| at >= first).and_then(|at| reading.mention(at))?;
    (reading.mentions[phrase].form != Form::Office).then_some(open)
}

/// `A suspect, held for the murder of Anna Holt, dies`: who that is, only the words before the aside tell. An aside that
/// is a name tells: `her deputy, Anna Holt, dies`.
fn tells_of_another(reading: &Reading<'_>, close: usize, first: usize) -> bool {
    let open = (first..close).rev().find(|&at| reading.text.tokens[at].is(','));
    let plain = |at: usize| !reading.is_function_word(at) || matches!(reading.word(at), "the" | "and");
    open.is_some_and(|open| reading.word(open + 1) != "including" && !(open + 1..close).all(plain))
}

/// `An earthquake struck the coast, killing 12`: the subject of the main clause is that of the participle, too.
#[must_use]
pub fn of_trailing(reading: &Reading<'_>, group: &VerbGroup, fits: &dyn Fn(&Mention) -> bool) -> Option<Subject> {
    let sentence = reading.text.sentences[reading.sentence(group.tokens.start)].tokens.clone();
    let adverbs = (sentence.start..group.tokens.start).rev().take_while(|&at| is_adverb(reading.word(at))).count();
    let comma =
        (group.tokens.start - adverbs).checked_sub(1).filter(|&at| at > sentence.start && reading.word(at) == ",")?;
    if group.shape == Shape::Ing { dropped(reading, comma, &sentence, fits) } else { None }
}

/// Nothing stands before the verb but a conjunction: the subject is that of the verb before.
fn dropped(
    reading: &Reading<'_>,
    before: usize,
    sentence: &Range<usize>,
    fits: &dyn Fn(&Mention) -> bool,
) -> Option<Subject> {
    let first_from = |start: usize| {
        reading.mentions.iter().position(|m| {
            let governed = m.tokens.start > sentence.start && is_preposition(reading.word(m.tokens.start - 1));
            (start..before).contains(&m.tokens.start) && m.tokens.end <= before && !governed && !m.possessive && fits(m)
        })
    };
    // `Fiji confirms that Kiribati will return after leaving`: of what is said, the subject is said there, too.
    let said = (sentence.start..before).rev().find(|&at| reading.word(at) == "that" || speech::reports(reading, at));
    let coordinated = before < sentence.end && matches!(reading.word(before), "and" | "but" | "or");
    // `confirms that Kiribati will return, and says`: who reports goes on reporting.
    let reports = (before + 1..sentence.end).find(|&at| !is_adverb(reading.word(at)));
    let said = said.filter(|_| !(coordinated && reports.is_some_and(|at| speech::speaks(reading, at))));
    let start = if coordinated { said.unwrap_or(sentence.start) } else { sentence.start };
    match said.and_then(first_from).or_else(|| first_from(start)) {
        // `X praises Y for agreeing to go and not take part`: whose the second verb is, nobody can tell.
        Some(number) if coordinated && has_rival(reading, number, before, fits) => None,
        Some(number) => Some(Subject { detached: true, ..coordinated_right(reading, number, sentence, fits) }),
        None => {
            let pronoun = (start..before).find(|&i| matches!(reading.word(i), "it" | "they" | "he" | "she"))?;
            let number = reading.pronoun(pronoun, |m| fits(m) && agrees(reading.word(pronoun), m))?;
            Some(Subject { mentions: vec![number], tokens: pronoun..pronoun + 1, detached: true })
        }
    }
}

/// Whether another fitting mention stands between a subject and a verb, with a gerund behind a preposition.
fn has_rival(reading: &Reading<'_>, subject: usize, verb: usize, fits: &dyn Fn(&Mention) -> bool) -> bool {
    let first = &reading.mentions[subject];
    let others = reading.mentions[subject + 1..].iter().take_while(|m| m.tokens.start < verb);
    let rival = others.filter(|m| fits(m) && m.term.name != first.term.name).last();
    let gerund = |at: usize| is_preposition(reading.word(at)) && reading.word(at + 1).ends_with("ing");
    rival.is_some_and(|rival| (rival.tokens.end..verb.saturating_sub(1)).any(gerund))
}

/// `Formed in 1992, the CSTO was …`: the subject follows the comma that ends the participle's phrase.
fn fronted(
    reading: &Reading<'_>,
    group: &VerbGroup,
    sentence: &Range<usize>,
    fits: &dyn Fn(&Mention) -> bool,
) -> Option<Subject> {
    let limit = sentence.end.min(group.tokens.end + 25);
    let comma = (group.tokens.end..limit).find(|&i| reading.text.tokens[i].is(','))?;
    let mut at = comma + 1;
    while at < sentence.end && is_adverb(reading.word(at)) {
        at += 1;
    }
    let number = reading.mention(at).filter(|&m| reading.mentions[m].tokens.start == at)?;
    let mention = &reading.mentions[number];
    (fits(mention) && !mention.possessive).then(|| coordinated_right(reading, number, sentence, fits))
}

/// The list that ends with the mention: `Azerbaijan, Georgia and Uzbekistan`.
fn coordinated(
    reading: &Reading<'_>,
    last: usize,
    sentence: &Range<usize>,
    fits: &dyn Fn(&Mention) -> bool,
) -> Subject {
    let mut mentions = vec![last];
    let mut start = reading.mentions[last].tokens.start;
    let mut joined = false;
    while let Some((gap, conjunction)) = separator_before(reading, start, sentence.start) {
        let Some(number) = reading.mention(gap.wrapping_sub(1)) else { break };
        let mention = &reading.mentions[number];
        if mention.tokens.end != gap || !fits(mention) || mention.possessive || !(joined || conjunction) {
            break;
        }
        joined = true;
        start = mention.tokens.start;
        mentions.insert(0, number);
    }
    Subject { mentions, tokens: start..reading.mentions[last].tokens.end, detached: false }
}

/// The list that begins with the mention.
fn coordinated_right(
    reading: &Reading<'_>,
    first: usize,
    sentence: &Range<usize>,
    fits: &dyn Fn(&Mention) -> bool,
) -> Subject {
    let (mentions, end, closed) = list_from(reading, first, sentence.end, fits);
    let start = reading.mentions[first].tokens.start;
    if closed {
        Subject { mentions, tokens: start..end, detached: false }
    } else {
        Subject { mentions: vec![first], tokens: start..reading.mentions[first].tokens.end, detached: false }
    }
}

/// The mentions of a list from `first` on, where it ends, and whether `and` closes it.
#[must_use]
pub fn list_from(
    reading: &Reading<'_>,
    first: usize,
    limit: usize,
    fits: &dyn Fn(&Mention) -> bool,
) -> (Vec<usize>, usize, bool) {
    let mut mentions = vec![first];
    let mut end = reading.mentions[first].tokens.end;
    let mut closed = false;
    loop {
        let mut at = past_bracket(reading, end, limit);
        let (mut comma, mut conjunction) = (false, false);
        while at < limit {
            match reading.word(at) {
                "," if !comma && !conjunction => comma = true,
                "and" | "or" | "nor" | "&" if !conjunction => conjunction = true,
                "as" if reading.word((at + 1).min(limit - 1)) == "well" && at + 2 < limit => {
                    conjunction = true;
                    at += 2;
                }
                _ => break,
            }
            at += 1;
        }
        // Behind its `and` a list goes on only with another: `Oman and Qatar, Iran said`.
        let goes_on = conjunction || comma && !closed;
        let next = reading.mention(at).filter(|_| at < limit && goes_on);
        match next {
            Some(number)
                if reading.mentions[number].tokens.start == at
                    && fits(&reading.mentions[number])
                    && !mentions.contains(&number) =>
            {
                mentions.push(number);
                end = reading.mentions[number].tokens.end;
                closed |= conjunction;
            }
            _ => return (mentions, end, closed),
        }
    }
}

fn past_bracket(reading: &Reading<'_>, at: usize, limit: usize) -> usize {
    if at < limit && reading.text.tokens[at].is('(') {
        return (at..limit.min(at + 12)).find(|&i| reading.text.tokens[i].is(')')).map_or(at, |c| c + 1);
    }
    at
}

/// The separator that ends right before `start`: where it begins, and whether it holds `and`.
fn separator_before(reading: &Reading<'_>, start: usize, first: usize) -> Option<(usize, bool)> {
    let mut at = start;
    let mut conjunction = false;
    while at > first {
        match reading.word(at - 1) {
            "and" | "or" | "nor" => conjunction = true,
            "," => {}
            ")" => {
                at = (first..at).rev().find(|&i| reading.text.tokens[i].is('('))?;
                continue;
            }
            _ => break,
        }
        at -= 1;
    }
    (at < start && at > first).then_some((at, conjunction))
}

/// Prepositions that govern a noun phrase.
#[must_use]
pub fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "of" | "in"
            | "on"
            | "at"
            | "to"
            | "for"
            | "from"
            | "by"
            | "with"
            | "about"
            | "against"
            | "between"
            | "into"
            | "through"
            | "during"
            | "before"
            | "after"
            | "under"
            | "over"
            | "since"
            | "until"
            | "amid"
            | "among"
            | "near"
            | "toward"
            | "towards"
            | "within"
            | "without"
            | "via"
            | "per"
            | "including"
            | "despite"
            | "like"
            | "than"
            | "following"
            | "behind"
            | "across"
            | "around"
            | "outside"
            | "inside"
            | "throughout"
            | "along"
            | "above"
            | "below"
            | "off"
            | "beyond"
            | "amongst"
            | "onto"
            | "upon"
    )
}
