//! Compiles the packs for reading claims, until `linter` does so.

use crate::extract::Extractor;
use crate::lexicon::Lexicon;
use crate::pack::Packs;

pub(super) fn extractor(packs: &Packs) -> Extractor {
    let mut lexicon = Lexicon::new(packs.files.iter().map(|f| &f.pack));
    let mut extractor = Extractor::default();
    for item in packs.predicates() {
        extractor.predicates.insert(item.key.into(), item.spec.clone());
    }
    for item in packs.patterns() {
        let pack = &packs.files[item.file].pack.pack;
        let _ = extractor.patterns.add(&mut lexicon, item.spec, &format!("{pack}/{}", item.spec.claim));
    }
    extractor.lexicon = lexicon;
    extractor
}
