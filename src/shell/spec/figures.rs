//! Numbers in an argument that are known only when the command runs: each has a sign that no word of a shell has.

/// Stands for digits.
pub const NUMBER: &str = "\0n";

/// Stands for digits, or nothing.
pub const COUNT: &str = "\0c";

/// Stands for digits, maybe behind a minus sign.
pub const SUM: &str = "\0s";

/// All of them.
pub(super) const FIGURES: &[&str] = &[NUMBER, COUNT, SUM];

/// The text with a number in each place where one will be.
pub(super) fn sample(text: &str) -> String {
    FIGURES.iter().fold(text.to_owned(), |text, figure| text.replace(figure, "1"))
}
