//! Surveys: what a run over a large corpus must know of it, so that it need not read all of it.
//!
//! A file that the [index] knows is not opened: its articles are known by what they share with
//! others. Of the few articles that somebody asks for, those that can take part in their conflicts are found by that, and
//! only they are read and compared:
//!
//! ```text
//! files ─ index ─► marks ─ near ─► articles ─ load ─► as if these were the corpus
//! ```
//!
//! What is found of the articles asked for is the same as in the whole corpus. An article is near one of them
//!
//! * if a claim of each can meet in a rule ([`crate::rule::shard`]);
//! * if a sentence of each may be told twice, or both may be twins of one that is told elsewhere, and so on, since such a
//!   family is named after its first sentence ([`crate::twin`]);
//! * if it may be a copy of one that is near ([`crate::corpus::copies`]);
//! * if a waiver may stand in it.

use crate::cache::index::{self, File, Id, Index, Known, Marks, Remark, Stat};
use crate::cache::{self, Cache, Key};
use crate::corpus::{self, Article, Corpus, Held, Job, Jobs, LeftOut, Options, Place, Problem, Severity, Skipped};
use crate::linter::{Digest, Findings, Linter};
use crate::rule::shard::{Mark, Shards, mark};
use crate::waivers;
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::io::{Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::PathBuf;

/// The files of a run, and what is known of each.
pub struct Survey<'a> {
    options: Options<'a>,
    shards: Shards,
    index: Index,
    left_out: LeftOut,
    files: Vec<Surveyed>,
    /// What was read anew, in the order of the files.
    fresh: Vec<Article>,
    digests: Vec<Digest>,
    /// File and place in it of each article.
    articles: Vec<(usize, usize)>,
    ids: Vec<String>,
    /// What is wrong with the paths, and with the ids.
    problems: (Vec<Problem>, Vec<Problem>),
}

/// A file of a run.
#[derive(Debug)]
struct Surveyed {
    job: Job,
    /// Its number in the index.
    entry: usize,
    /// Its articles among those that were read anew.
    fresh: Option<Range<usize>>,
    problems: Vec<Problem>,
    skipped: Vec<Skipped>,
}

/// Who waits for what is read anew.
#[derive(Clone, Copy)]
pub struct Watch<'a> {
    /// Hears how many articles that are.
    pub expect: &'a dyn Fn(usize),
    /// Hears of each.
    pub step: &'a (dyn Fn() + Sync),
}

impl Watch<'_> {
    /// Nobody.
    pub const NOBODY: Watch<'static> = Watch { expect: &|_| {}, step: &|| {} };
}

/// A file that is not what the index says: its path there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Distrusted(String);

/// What was compared, and what was found.
#[derive(Debug)]
pub struct Checked {
    /// The articles that were compared, in the order of the corpus.
    pub articles: Vec<Article>,
    /// What was found among them.
    pub found: Findings,
    /// The numbers of those that changed.
    pub changed: FxHashSet<usize>,
}

/// What a run has before it.
#[derive(Clone, Debug, Default)]
pub struct Census {
    /// How many files there are.
    pub files: usize,
    /// How many others there are below the same folders.
    pub left_out: LeftOut,
    /// How many of them had to be opened to know what is in them.
    pub opened: usize,
    /// How many articles were read anew.
    pub anew: usize,
    /// How many articles there are.
    pub articles: usize,
    /// Ids of those without a date.
    pub undated: Vec<String>,
    /// Articles in another language.
    pub skipped: Vec<Skipped>,
    /// Sentences that have a date.
    pub dated: usize,
    /// Those of them that yielded a claim.
    pub yielding: usize,
    /// Claims that were read.
    pub claims: usize,
}

impl Census {
    /// Of a corpus that was read, and what was read of each of its articles.
    #[must_use]
    pub fn of(corpus: &Corpus, read: &[Digest]) -> Self {
        let undated = corpus.articles.iter().filter(|article| article.published.is_none());
        Self {
            files: corpus.files,
            left_out: corpus.left_out,
            opened: corpus.files,
            anew: corpus.articles.len(),
            articles: corpus.articles.len(),
            undated: undated.map(|article| article.id.clone()).collect(),
            skipped: corpus.skipped.clone(),
            dated: read.iter().map(|digest| digest.extract.dated).sum(),
            yielding: read.iter().map(|digest| digest.extract.yielding).sum(),
            claims: read.iter().map(|digest| digest.extract.claims.len()).sum(),
        }
    }
}

/// What became of a file.
enum Look {
    /// It holds what the index says, under this number; how it looks now and when it was read, where it looks different.
    Known(usize, Option<(Stat, u64)>),
    /// It was read.
    Fresh(Option<Seen>, Held),
}

/// A file as it was seen.
struct Seen {
    stat: Stat,
    /// When it was read.
    read: u64,
    content: Key,
    /// Where its lines begin, if they are records.
    lines: Vec<u64>,
}

impl<'a> Survey<'a> {
    /// Looks at all files below these paths, and reads what is not known of them.
    #[must_use]
    pub fn of(
        linter: &Linter,
        options: Options<'a>,
        paths: &[PathBuf],
        cache: &mut Cache,
        distrusted: &FxHashSet<Distrusted>,
        watch: Watch<'_>,
    ) -> Self {
        let mut problems = Vec::new();
        let Jobs { files: jobs, left_out } = corpus::jobs(paths, &options, &mut problems);
        let index = cache.index();
        let shards = Shards::of(&linter.rules);
        let mut survey = Self {
            options,
            shards,
            index,
            left_out,
            files: Vec::with_capacity(jobs.len()),
            fresh: Vec::new(),
            digests: Vec::new(),
            articles: Vec::new(),
            ids: Vec::new(),
            problems: (problems, Vec::new()),
        };
        let looks: Vec<Look> = jobs.par_iter().map(|job| survey.look(job, cache, distrusted)).collect();
        let seen: Vec<Option<Option<Seen>>> =
            jobs.into_iter().zip(looks).map(|(job, look)| survey.take(job, look)).collect();
        (watch.expect)(survey.fresh.len());
        survey.digests = cache.read(linter, &survey.fresh, watch.step);
        for (number, seen) in seen.into_iter().enumerate() {
            if let Some(seen) = seen {
                survey.register(number, seen);
            }
        }
        survey.number();
        cache.keep_index(&survey.index);
        cache.touch(survey.articles.iter().map(|at| survey.known(*at).key));
        survey
    }

    fn look(&self, job: &Job, cache: &Cache, distrusted: &FxHashSet<Distrusted>) -> Look {
        let stat = job.path.as_ref().and_then(|path| Stat::of(&std::fs::metadata(path).ok()?));
        let path = path(job);
        let entry = self.index.number(&path).filter(|entry| {
            let file = self.index.file(*entry);
            let is_meant = file.setting == setting(job, &self.options) && !distrusted.contains(&Distrusted(path));
            is_meant && file.articles.iter().all(|article| cache.holds(&article.key))
        });
        let known = entry.zip(stat);
        if let Some((entry, stat)) = known
            && self.index.file(entry).is_seen(&stat)
        {
            return Look::Known(entry, None);
        }
        let read = index::now();
        let bytes = job.bytes();
        let content = bytes.as_ref().map(|bytes| index::content(bytes)).ok();
        if let Some((entry, stat)) = known
            && content == Some(self.index.file(entry).content)
        {
            return Look::Known(entry, Some((stat, read)));
        }
        let lines = match &bytes {
            Ok(bytes) if job.has_records() => {
                std::iter::once(0).chain(memchr::memchr_iter(b'\n', bytes).map(|at| at as u64 + 1)).collect()
            }
            _ => Vec::new(),
        };
        let seen = stat.zip(content).map(|(stat, content)| Seen { stat, read, content, lines });
        Look::Fresh(seen, job.held(bytes, &self.options))
    }

    /// Takes in a file; what was seen of it where it was read anew.
    fn take(&mut self, job: Job, look: Look) -> Option<Option<Seen>> {
        let (entry, fresh, held, seen) = match look {
            Look::Fresh(seen, mut held) => {
                let start = self.fresh.len();
                self.fresh.append(&mut held.articles);
                // It gets its number when it is registered.
                (usize::MAX, Some(start..self.fresh.len()), held, Some(seen))
            }
            Look::Known(entry, renewed) => {
                if let Some((stat, read)) = renewed {
                    self.index.renew(entry, stat, read);
                }
                (entry, None, held(self.index.file(entry), &job), None)
            }
        };
        self.files.push(Surveyed { job, entry, fresh, problems: held.problems, skipped: held.skipped });
        seen
    }

    /// Enters a file that was read anew into the index.
    fn register(&mut self, number: usize, seen: Option<Seen>) {
        let file = &self.files[number];
        let range = file.fresh.clone().unwrap_or_default();
        let read = self.fresh[range.clone()].iter().zip(&self.digests[range]);
        let lines = seen.as_ref().map_or(&[][..], |seen| &seen.lines);
        let keys: Vec<Option<Key>> = read.clone().map(|(article, _)| cache::key(article)).collect();
        let articles = read
            .clone()
            .zip(&keys)
            .map(|((article, digest), key)| known(article, digest, &file.job.id, key.unwrap_or_default(), lines));
        let articles: Vec<Known> = articles.collect();
        let marks: Vec<Vec<Mark>> = read.map(|(_, digest)| self.marks_of(digest)).collect();
        let remarks = file.problems.iter().map(|problem| Remark {
            is_warning: problem.severity == Severity::Warning,
            place: problem.place.map(|place| (place.offset, place.line, place.column)),
            message: problem.message.clone(),
            help: problem.help.clone(),
        });
        let is_whole = file.problems.iter().all(|problem| problem.severity < Severity::Error);
        let is_kept = is_whole && seen.is_some() && keys.iter().all(Option::is_some) && file.job.whole.is_some();
        let skipped = file.skipped.iter().map(|s| (Id::new(&s.id, &file.job.id), s.language.to_string()));
        let (stat, read, content) = seen.map(|seen| (seen.stat, seen.read, seen.content)).unwrap_or_default();
        let setting = setting(&file.job, &self.options);
        let (remarks, skipped) = (remarks.collect(), skipped.collect());
        let entry = File { path: path(&file.job), stat, read, content, setting, remarks, skipped, articles };
        self.files[number].entry = self.index.add(entry, &marks, is_kept);
    }

    /// What an article shares with those that it can conflict with, ascending.
    fn marks_of(&self, digest: &Digest) -> Vec<Mark> {
        let claims = digest.extract.claims.iter().chain(digest.told.claims());
        let marks = claims.flat_map(|claim| self.shards.marks(claim));
        let mut marks: Vec<Mark> = marks.chain(digest.told.marks().flatten()).collect();
        marks.sort_unstable();
        marks.dedup();
        marks
    }

    /// Numbers the articles, and gives each its id.
    fn number(&mut self) {
        for (number, file) in self.files.iter().enumerate() {
            let entry = self.index.file(file.entry);
            self.articles.extend((0..entry.articles.len()).map(|place| (number, place)));
            self.ids.extend(entry.articles.iter().map(|article| article.id.within(&file.job.id)));
        }
        let ids: Vec<&str> = self.ids.iter().map(String::as_str).collect();
        let place = |number: usize| {
            let (offset, line, column) = self.known(self.articles[number]).place;
            (self.files[self.articles[number].0].job.name.as_str(), Place { offset, line, column })
        };
        for (number, id, problem) in corpus::settle(&ids, place) {
            self.ids[number] = id;
            self.problems.1.push(problem);
        }
    }

    /// What the index knows of an article.
    fn known(&self, (file, place): (usize, usize)) -> &Known {
        &self.index.file(self.files[file].entry).articles[place]
    }

    /// What was wrong with the input, in its order.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        let (paths, ids) = &self.problems;
        paths.iter().chain(self.files.iter().flat_map(|file| &file.problems)).chain(ids)
    }

    /// What there is.
    #[must_use]
    pub fn census(&self) -> Census {
        let mut census = Census {
            files: self.files.len(),
            left_out: self.left_out,
            opened: self.files.iter().filter(|file| file.fresh.is_some()).count(),
            articles: self.articles.len(),
            skipped: self.files.iter().flat_map(|file| file.skipped.iter().cloned()).collect(),
            ..Census::default()
        };
        for (at, id) in self.articles.iter().zip(&self.ids) {
            let known = self.known(*at);
            let (dated, yielding, claims) = known.counts;
            census.dated += dated;
            census.yielding += yielding;
            census.claims += claims;
            if known.is_undated {
                census.undated.push(id.clone());
            }
        }
        census
    }

    /// The files in their order, and the numbers of the articles of each.
    pub fn files(&self) -> impl Iterator<Item = (&Job, Range<usize>)> {
        let mut start = 0;
        self.files.iter().enumerate().map(move |(number, file)| {
            let count = self.articles[start..].iter().take_while(|(of, _)| *of == number).count();
            let range = start..start + count;
            start += count;
            (&file.job, range)
        })
    }

    /// The number of all articles.
    #[must_use]
    pub fn count(&self) -> usize {
        self.articles.len()
    }

    /// The numbers of the articles that can take part in conflicts of these, themselves among them, ascending.
    ///
    /// # Errors
    /// Files whose articles are not what the index says.
    fn near(&self, cache: &Cache, seeds: &[usize], more: &[Mark]) -> Result<Vec<usize>, Vec<Distrusted>> {
        let mut near: FxHashSet<usize> = seeds.iter().copied().collect();
        let mut wanted: FxHashSet<Mark> = more.iter().copied().collect();
        wanted.extend(seeds.iter().flat_map(|&seed| self.index.marks(self.known(self.articles[seed]))));
        // The sentences that are told twice, by their marks; and those that may be.
        let mut told: FxHashSet<Mark> = FxHashSet::default();
        let mut waiting: Vec<Vec<Mark>> = Vec::new();
        told.extend(self.all_sentences(cache, seeds)?.into_iter().flatten());
        loop {
            let found = self.sharing(&wanted, &near);
            waiting.extend(self.all_sentences(cache, &found)?);
            near.extend(found);
            wanted.clear();
            loop {
                let (joined, left) = waiting.into_iter().partition::<Vec<_>, _>(|s| s.iter().any(|m| told.contains(m)));
                waiting = left;
                let new: Vec<Mark> = joined.into_iter().flatten().filter(|mark| told.insert(*mark)).collect();
                if new.is_empty() {
                    break;
                }
                wanted.extend(new);
            }
            if wanted.is_empty() {
                break;
            }
        }
        let head = |number: &usize| self.known(self.articles[*number]).head;
        let heads: FxHashSet<Mark> = near.iter().filter_map(head).collect();
        near.extend((0..self.articles.len()).filter(|number| {
            let known = self.known(self.articles[*number]);
            known.has_waivers || known.head.is_some_and(|head| heads.contains(&head))
        }));
        let mut near: Vec<usize> = near.into_iter().collect();
        near.sort_unstable();
        Ok(near)
    }

    /// The marks of each sentence of articles that may be told twice.
    fn all_sentences(&self, cache: &Cache, numbers: &[usize]) -> Result<Vec<Vec<Mark>>, Vec<Distrusted>> {
        let read: Vec<_> = numbers.par_iter().map(|&number| self.sentences(cache, number)).collect();
        all_or_faults(read)
    }

    /// The same, of one article.
    fn sentences(&self, cache: &Cache, number: usize) -> Result<Vec<Vec<Mark>>, Distrusted> {
        let (file, place) = self.articles[number];
        let file = &self.files[file];
        if let Some(fresh) = &file.fresh {
            return Ok(self.digests[fresh.start + place].told.marks().collect());
        }
        let digest = cache.digest(&self.known(self.articles[number]).key);
        Ok(digest.ok_or_else(|| Distrusted(path(&file.job)))?.told.marks().collect())
    }

    /// The articles that share one of these marks, those that are known to be near left out.
    fn sharing(&self, wanted: &FxHashSet<Mark>, near: &FxHashSet<usize>) -> Vec<usize> {
        let sieve = Sieve::of(wanted);
        let shares = |number: &usize| {
            let marks = self.index.marks(self.known(self.articles[*number]));
            marks.iter().any(|mark| sieve.lets(*mark) && wanted.contains(mark)) && !near.contains(number)
        };
        (0..self.articles.len()).into_par_iter().filter(shares).collect()
    }

    /// Compares all articles; those of these numbers changed.
    ///
    /// # Errors
    /// Files whose articles are not what the index says.
    pub fn check_all(self, linter: &Linter, cache: &mut Cache, changed: &[usize]) -> Result<Checked, Vec<Distrusted>> {
        let (articles, read) = self.load_all(linter, cache)?;
        let changed: FxHashSet<usize> = changed.iter().copied().collect();
        let found = linter.check_read(&articles, read, &|number| changed.contains(&number));
        Ok(Checked { articles, found, changed })
    }

    /// Compares the articles of these numbers, which ascend, with those that they can conflict with. Of the conflicts
    /// that are found, only those in which one of these takes part are to be believed.
    ///
    /// # Errors
    /// Files whose articles are not what the index says.
    pub fn check_near(&self, linter: &Linter, cache: &mut Cache, seeds: &[usize]) -> Result<Checked, Vec<Distrusted>> {
        let mut premises: Vec<Mark> = Vec::new();
        loop {
            let numbers = self.near(cache, seeds, &premises)?;
            let articles = self.load(&numbers)?;
            let read = cache.read(linter, &articles, Watch::NOBODY.step);
            let is_seed = |place: &usize| seeds.binary_search(&numbers[*place]).is_ok();
            let changed: FxHashSet<usize> = (0..numbers.len()).filter(is_seed).collect();
            let found = linter.check_read(&articles, read, &|number| changed.contains(&number));
            // A conflict can rest on another one, in which none of these takes part.
            let known = premises.len();
            let witnesses = found.conflicts_of(&changed).into_iter().flat_map(|conflict| conflict.values);
            let witnesses = witnesses.flat_map(|value| value.witnesses);
            premises.extend(witnesses.flat_map(|claim| self.shards.premises(&found.claims[claim])));
            premises.sort_unstable();
            premises.dedup();
            if premises.len() == known {
                return Ok(Checked { articles, found, changed });
            }
        }
    }

    /// Articles by their numbers, which ascend.
    ///
    /// # Errors
    /// Files whose articles are not what the index says.
    fn load(&self, numbers: &[usize]) -> Result<Vec<Article>, Vec<Distrusted>> {
        let files: Vec<&[usize]> = numbers.chunk_by(|a, b| self.articles[*a].0 == self.articles[*b].0).collect();
        all_or_faults(files.par_iter().map(|numbers| self.load_file(numbers)).collect())
    }

    /// All articles, with what was read of each.
    ///
    /// # Errors
    /// Files whose articles are not what the index says.
    fn load_all(mut self, linter: &Linter, cache: &mut Cache) -> Result<(Vec<Article>, Vec<Digest>), Vec<Distrusted>> {
        let is_fresh = |number: &usize| self.files[self.articles[*number].0].fresh.is_some();
        let (fresh, known): (Vec<usize>, Vec<usize>) = (0..self.articles.len()).partition(is_fresh);
        let articles = self.load(&known)?;
        let digests = cache.read(linter, &articles, Watch::NOBODY.step);
        let known = known.into_iter().zip(articles.into_iter().zip(digests));
        let mut all: Vec<(usize, (Article, Digest))> = known.collect();
        for (number, (mut article, digest)) in fresh.into_iter().zip(self.fresh.into_iter().zip(self.digests)) {
            article.id = std::mem::take(&mut self.ids[number]);
            all.push((number, (article, digest)));
        }
        all.sort_by_key(|(number, _)| *number);
        Ok(all.into_iter().map(|(_, read)| read).unzip())
    }

    /// Articles of one file.
    fn load_file(&self, numbers: &[usize]) -> Result<Vec<Article>, Distrusted> {
        let file = &self.files[self.articles[numbers[0]].0];
        let distrusted = || Distrusted(path(&file.job));
        let mut articles = match &file.fresh {
            Some(fresh) => {
                let place = |number: &usize| fresh.start + self.articles[*number].1;
                numbers.iter().map(|number| self.fresh[place(number)].clone()).collect()
            }
            None if file.job.has_records() => self.load_records(file, numbers).ok_or_else(distrusted)?,
            None => {
                let held = file.job.held(file.job.bytes(), &self.options);
                let mut articles: Vec<Option<Article>> = held.articles.into_iter().map(Some).collect();
                let place = |number: &usize| articles.get_mut(self.articles[*number].1)?.take();
                numbers.iter().map(place).collect::<Option<Vec<Article>>>().ok_or_else(distrusted)?
            }
        };
        for (article, &number) in articles.iter_mut().zip(numbers) {
            if file.fresh.is_none() && cache::key(article) != Some(self.known(self.articles[number]).key) {
                return Err(distrusted());
            }
            article.id.clone_from(&self.ids[number]);
        }
        Ok(articles)
    }

    /// Records of one file, without the others.
    fn load_records(&self, file: &Surveyed, numbers: &[usize]) -> Option<Vec<Article>> {
        let mut opened = std::fs::File::open(file.job.path.as_ref()?).ok()?;
        let mut articles = Vec::with_capacity(numbers.len());
        for &number in numbers {
            let known = self.known(self.articles[number]);
            let (start, length) = known.record?;
            opened.seek(SeekFrom::Start(start)).ok()?;
            let mut line = Vec::new();
            (&mut opened).take(length).read_to_end(&mut line).ok()?;
            articles.push(file.job.record(&line, known.place.1, &self.options)?);
        }
        Some(articles)
    }
}

/// What was read, or all that is not to be trusted: so that it is read again at once.
fn all_or_faults<T>(read: Vec<Result<Vec<T>, Distrusted>>) -> Result<Vec<T>, Vec<Distrusted>> {
    let (mut all, mut faults) = (Vec::new(), Vec::new());
    for read in read {
        match read {
            Ok(some) => all.extend(some),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(all) } else { Err(faults) }
}

/// A quick answer to whether a mark may be among some.
struct Sieve(Vec<u64>);

impl Sieve {
    const BITS: u32 = 1 << 16;

    fn of(marks: &FxHashSet<Mark>) -> Self {
        let mut sieve = Self(vec![0; Self::BITS as usize / 64]);
        for mark in marks {
            let bit = mark % Self::BITS;
            sieve.0[bit as usize / 64] |= 1 << (bit % 64);
        }
        sieve
    }

    fn lets(&self, mark: Mark) -> bool {
        let bit = mark % Self::BITS;
        self.0[bit as usize / 64] & 1 << (bit % 64) != 0
    }
}

/// The path of a file in the index.
fn path(job: &Job) -> String {
    let whole = job.whole.as_ref().and_then(|path| path.to_str());
    // What has no path that can be written is known for this run only.
    whole.map_or_else(|| format!("\0{}", job.name), str::to_owned)
}

/// All that the articles of a file depend on besides its bytes and the packs.
fn setting(job: &Job, options: &Options<'_>) -> Key {
    let dates = corpus::dates(&job.id, options);
    let format = corpus::Format::of_name(std::path::Path::new(&job.id));
    index::content(format!("{dates:?} {format:?} {}", job.is_packed()).as_bytes())
}

/// What the index knows of a file that is not opened, its articles aside.
fn held(file: &File, job: &Job) -> Held {
    let problems = file.remarks.iter().map(|remark| Problem {
        severity: if remark.is_warning { Severity::Warning } else { Severity::Note },
        name: job.name.clone(),
        place: remark.place.map(|(offset, line, column)| Place { offset, line, column }),
        message: remark.message.clone(),
        help: remark.help.clone(),
    });
    let skipped = file.skipped.iter().map(|(id, language)| Skipped {
        id: id.within(&job.id),
        name: job.name.clone(),
        language: language.clone().into(),
    });
    Held { articles: Vec::new(), problems: problems.collect(), skipped: skipped.collect() }
}

/// What is to be known of an article.
fn known(article: &Article, digest: &Digest, file: &str, key: Key, lines: &[u64]) -> Known {
    let Place { offset, line, column } = Place::of(&article.source, article.span.start);
    let record = lines.get(line - 1).zip(lines.get(line)).map(|(start, next)| (*start, next - start - 1));
    Known {
        id: Id::new(&article.id, file),
        key,
        place: (offset, line, column),
        record: record.or_else(|| lines.get(line - 1).map(|start| (*start, u64::MAX))),
        is_undated: article.published.is_none(),
        has_waivers: waivers::may_stand_in(article),
        head: corpus::head(article).map(|head| mark(&head)),
        counts: (digest.extract.dated, digest.extract.yielding, digest.extract.claims.len()),
        marks: Marks::default(),
    }
}
