//! A wrapper's own options, told from the command that it runs by the table of wrappers.

use crate::model::{Assignment, Part, Span, Word, Wrapper, WrapperForm};

use super::source::fail;
use super::syntax::{Read, is_name};

/// What a wrapper's words are.
#[derive(Debug, Default)]
pub(super) struct Peeled {
    /// Its own.
    pub(super) own: Vec<Word>,
    /// The command that it runs.
    pub(super) rest: Vec<Word>,
    /// The command's environment.
    pub(super) assignments: Vec<Assignment>,
    /// Where the command runs.
    pub(super) folder: Option<Word>,
    /// The text that is replaced in the command.
    pub(super) replace: Option<String>,
    /// The script that it runs instead of a command.
    pub(super) script: Option<Word>,
    /// It runs nothing.
    pub(super) inert: bool,
    /// The command gets no variables but those that are set here.
    pub(super) emptied: bool,
}

struct Reader<'w> {
    name: &'w str,
    wrapper: &'w Wrapper,
    words: std::slice::Iter<'w, Word>,
    peeled: Peeled,
    /// `-c` of a shell was seen.
    script_follows: bool,
    /// An option that a replacement excludes was seen.
    counted: bool,
}

/// Reads the words of a wrapper, its name first.
pub(super) fn options(name: &str, wrapper: &Wrapper, words: &[Word]) -> Read<Peeled> {
    let mut reader =
        Reader { name, wrapper, words: words.iter(), peeled: Peeled::default(), script_follows: false, counted: false };
    reader.words.next();
    reader.options()?;
    reader.operands()?;
    if let Some(word) = words.first().filter(|_| reader.counted && reader.peeled.replace.is_some()) {
        return reader.fail(word, "a replacement and a number of words or lines, of which the last may count");
    }
    Ok(reader.peeled)
}

/// The words as one script, with blanks between.
pub(super) fn joined(words: &[Word], span: Span) -> Read<Word> {
    let texts: Option<Vec<&str>> = words.iter().map(|word| word.value.as_deref()).collect();
    match texts {
        Some(texts) => Ok(Word::literal(&texts.join(" "), span)),
        None => fail(span, "a script that is not known before it runs: write it out"),
    }
}

impl<'w> Reader<'w> {
    fn fail<T>(&self, word: &Word, why: &str) -> Read<T> {
        fail(word.span, format!("{}: {why}: what it runs can't be told", self.name))
    }

    fn options(&mut self) -> Read<()> {
        loop {
            let Some(word) = self.words.as_slice().first() else { return Ok(()) };
            if word.dash && word.value.is_none() && !word.prefix.contains('=') {
                return self.fail(word, "an option that is not certain");
            }
            let text = if word.prefix.is_empty() { word.value.as_deref().unwrap_or_default() } else { &word.prefix };
            let shell = matches!(self.wrapper.form, WrapperForm::Bash | WrapperForm::Sh);
            if !(text.starts_with('-') || shell && text.starts_with('+')) {
                return Ok(());
            }
            self.words.next();
            self.peeled.own.push(word.clone());
            if text == "--" {
                return Ok(());
            }
            match text.strip_prefix("--") {
                Some(_) => self.long(word, text)?,
                None => self.short(word, text)?,
            }
        }
    }

    fn long(&mut self, word: &Word, text: &str) -> Read<()> {
        let (name, attached) = match text.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (text, None),
        };
        let listed = |list: &[String]| list.iter().any(|option| option == name);
        if listed(&self.wrapper.inert) {
            self.peeled.inert = true;
            return Ok(());
        }
        match attached {
            None if listed(&self.wrapper.flags) || listed(&self.wrapper.attached) => {
                self.peeled.emptied |= listed(&self.wrapper.empties);
                self.value(name, None, word)
            }
            None if self.takes_value(name) => {
                let value = self.next(word)?;
                self.value(name, Some(value), word)
            }
            Some(_) if self.takes_value(name) || listed(&self.wrapper.attached) => {
                let value = behind(word, name.len() + 1);
                self.value(name, Some(value), word)
            }
            _ => self.fail(word, "an unknown option"),
        }
    }

    fn short(&mut self, word: &Word, text: &str) -> Read<()> {
        let flag = |name: &str| self.wrapper.flags.iter().any(|option| option == name);
        let wrapper = self.wrapper;
        let empties = |name: &str| wrapper.empties.iter().any(|option| option == name);
        if word.value.is_some() && (flag(text) || flag("-#") && is_number(text)) {
            self.peeled.emptied |= empties(text);
            return Ok(());
        }
        if self.wrapper.inert.iter().any(|option| option == text) {
            self.peeled.inert = true;
            return Ok(());
        }
        let (sign, letters) = text.split_at_checked(1).unwrap_or_default();
        if letters.is_empty() {
            return self.fail(word, "an unknown option");
        }
        let mut taken = 1;
        for letter in letters.chars() {
            taken += letter.len_utf8();
            let name = format!("{sign}{letter}");
            let shell = matches!(self.wrapper.form, WrapperForm::Bash | WrapperForm::Sh);
            if shell && name == "-c" {
                self.script_follows = true;
            } else if self.wrapper.inert.contains(&name) {
                self.peeled.inert = true;
                return Ok(());
            } else if self.takes_value(&name) {
                let value = behind(word, taken);
                let value = if value.value.as_deref() == Some("") { self.next(word)? } else { value };
                return self.value(&name, Some(value), word);
            } else if self.wrapper.attached.contains(&name) {
                return self.value(&name, Some(behind(word, taken)), word);
            } else if !self.wrapper.flags.contains(&name) {
                return self.fail(word, "an unknown option");
            }
            self.peeled.emptied |= empties(&name);
        }
        if word.value.is_none() { self.fail(word, "an option that is not certain") } else { Ok(()) }
    }

    fn takes_value(&self, name: &str) -> bool {
        let wrapper = self.wrapper;
        if wrapper.attached.iter().any(|option| option == name) {
            return false;
        }
        [&wrapper.valued, &wrapper.folder, &wrapper.script, &wrapper.replace]
            .into_iter()
            .any(|list| list.iter().any(|option| option == name))
    }

    /// The word behind an option that takes one.
    fn next(&mut self, option: &Word) -> Read<Word> {
        match self.words.next() {
            Some(word) if !word.splits => {
                self.peeled.own.push(word.clone());
                Ok(word.clone())
            }
            _ => self.fail(option, "an option without its value"),
        }
    }

    fn value(&mut self, name: &str, value: Option<Word>, word: &Word) -> Read<()> {
        let listed = |list: &[String]| list.iter().any(|option| option == name);
        if let Some(known) = self.wrapper.values.get(name) {
            let text = value.as_ref().and_then(|value| value.value.as_ref());
            if !text.is_some_and(|text| known.contains(text)) {
                return self.fail(word, "an unknown value of an option");
            }
        }
        if listed(&self.wrapper.counts) {
            // One word at a time is what a replacement does anyway; one line, if it comes behind.
            let one = value
                .as_ref()
                .map_or(Some("1"), |value| value.value.as_deref())
                .is_some_and(|n| n == "1" || n.is_empty());
            let words = matches!(name, "-n" | "--max-args");
            self.counted |= !one || !words && self.peeled.replace.is_some();
        }
        if listed(&self.wrapper.unsets) {
            let Some(variable) = value.as_ref().and_then(|value| value.value.clone()) else {
                return self.fail(word, "an option that is not certain");
            };
            self.peeled.assignments.push(unset(&variable, word.span));
        } else if listed(&self.wrapper.folder) {
            self.peeled.folder = value;
        } else if listed(&self.wrapper.script) {
            self.peeled.script = value;
        } else if listed(&self.wrapper.replace) {
            let text = value.map_or(Some(String::new()), |value| value.value);
            let Some(text) = text else { return self.fail(word, "an option that is not certain") };
            // `-i` alone replaces `{}`.
            self.peeled.replace = Some(if text.is_empty() { "{}".to_owned() } else { text });
        }
        Ok(())
    }

    fn operands(&mut self) -> Read<()> {
        if self.wrapper.assignments {
            while let Some(assignment) = self.words.as_slice().first().and_then(assignment) {
                self.peeled.assignments.push(assignment);
                self.words.next();
            }
            if let Some(word) = self.words.as_slice().first().filter(|word| word.prefix.contains('=')) {
                return self.fail(word, "an assignment with an odd name");
            }
        }
        if self.script_follows {
            let Some(script) = self.words.next() else {
                return fail(Span::default(), format!("{} -c without a script: write it out", self.name));
            };
            if script.splits {
                return self.fail(script, "a script that is not certain");
            }
            self.peeled.script = Some(script.clone());
            self.peeled.own.extend(self.words.by_ref().cloned());
            return Ok(());
        }
        for _ in 0..self.wrapper.operands {
            let Some(word) = self.words.next() else { break };
            if word.splits {
                return self.fail(word, "an operand that is not certain");
            }
            self.peeled.own.push(word.clone());
        }
        let rest: &'w [Word] = self.words.as_slice();
        self.peeled.rest = rest.to_vec();
        Ok(())
    }
}

/// `-5`, `-n5` are not the same: only digits.
fn is_number(text: &str) -> bool {
    text.strip_prefix('-').is_some_and(|digits| !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit()))
}

/// The word without its first `length` bytes, which are literal.
fn behind(word: &Word, length: usize) -> Word {
    let mut parts = word.parts.clone();
    if let Some(Part::Literal(text)) = parts.first_mut() {
        *text = text.get(length..).unwrap_or_default().to_owned();
    }
    Word::new(parts, word.splits, word.span)
}

/// A variable that the command does not get is as good as empty.
pub(super) fn unset(name: &str, span: Span) -> Assignment {
    Assignment { name: name.to_owned(), values: vec![Word::literal("", span)], partial: false }
}

/// `NAME=value`.
fn assignment(word: &Word) -> Option<Assignment> {
    let (name, _) = word.prefix.split_once('=')?;
    let value = behind(word, name.len() + 1);
    is_name(name).then(|| Assignment { name: name.to_owned(), values: vec![value], partial: false })
}
