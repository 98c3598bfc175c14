//! A bar for somebody who waits.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// Work shorter than this shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// How many articles are read; drawn on standard error once the work has taken a second.
pub(super) struct Bar {
    bar: ProgressBar,
    start: Option<Instant>,
    shown: OnceLock<()>,
}

impl Bar {
    pub(super) fn new(is_watched: bool, articles: usize) -> Self {
        let bar = ProgressBar::with_draw_target(Some(articles as u64), ProgressDrawTarget::hidden());
        // The template is fixed and right; without it the bar would only look plainer.
        if let Ok(style) = ProgressStyle::with_template("reading {bar:30} {pos} of {len} articles, {eta} left") {
            bar.set_style(style);
        }
        Self { bar, start: is_watched.then(Instant::now), shown: OnceLock::new() }
    }

    /// So many more articles are to be read.
    pub(super) fn expect(&self, articles: usize) {
        self.bar.inc_length(articles as u64);
    }

    /// One more article is read.
    pub(super) fn step(&self) {
        let Some(start) = self.start else { return };
        self.bar.inc(1);
        if start.elapsed() >= PATIENCE {
            self.shown.get_or_init(|| self.bar.set_draw_target(ProgressDrawTarget::stderr()));
        }
    }

    /// Takes the bar away.
    pub(super) fn done(&self) {
        self.bar.finish_and_clear();
    }
}
