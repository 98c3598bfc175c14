//! "Did you mean": the known word that is nearest to an unknown one.

/// The known word nearest to `word`, if any is near enough to be a slip of the pen.
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|k| (distance(&word.to_lowercase(), &k.to_lowercase()), k))
        .filter(|(d, k)| *d <= limit || (word.len() > 3 && k.starts_with(word)))
        .min()
        .map(|(_, k)| k)
}

/// A help line that names the nearest known word, else all of them when they are few.
#[must_use]
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> Option<String> {
    if let Some(near) = nearest(word, known.clone()) {
        return Some(format!("did you mean `{near}`?"));
    }
    let known: Vec<_> = known.into_iter().collect();
    (!known.is_empty() && known.len() <= 24).then(|| format!("known are: {}", known.join(", ")))
}

/// Edit distance in which two swapped neighbours count once (optimal string alignment).
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let change = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = change.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(rows[i - 2][j - 2] + 1);
            }
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A slip finds its word; another word finds none.
    #[test]
    fn a_slip_finds_its_word() {
        assert_eq!(nearest("severty", ["severity", "finds"]), Some("severity"));
        assert_eq!(nearest("fidns", ["severity", "finds"]), Some("finds"));
        assert_eq!(nearest("colour", ["severity", "finds"]), None);
    }
}
