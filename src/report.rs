//! Reports: one renderer a file. Checks return values; only what is here puts them into words.

pub mod json;
pub mod pretty;
pub mod problem;
pub mod rules;
pub mod stages;
pub mod style;
pub mod summary;
pub mod timeml;
pub mod why;
mod window;

/// Breaks text between words into lines of at most `width` characters.
fn wrap(text: &str, width: usize) -> String {
    let mut out = String::with_capacity(text.len());
    let mut column = 0;
    for word in text.split_whitespace() {
        let len = word.chars().count();
        if column > 0 && column + 1 + len > width {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += len;
    }
    out
}

/// `1 article`, `1,234 articles`.
fn count(number: usize, one: &str) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if number == 1 { format!("{grouped} {one}") } else { format!("{grouped} {one}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words are kept whole, and numbers grouped.
    #[test]
    fn words_and_numbers() {
        assert_eq!(wrap("one two  three\nfour", 7), "one two\nthree\nfour");
        assert_eq!((count(1, "copy").as_str(), count(1_234_567, "claim").as_str()), ("1 copy", "1,234,567 claims"));
    }
}
