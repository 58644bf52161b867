//! One argument, as the shell would hand it to a program.

use crate::model::{Form, Span, Subject};

/// Why a file whose name begins with a dash is not made.
pub const DASHED: &str = "a file of that name becomes an option of whatever gets it from a glob";

/// Stands for the folder in which the script starts, wherever the command runs; no word of a shell has it.
pub const START: &str = "\0start";

/// One argument.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Arg {
    /// The text. Of a glob the whole pattern, of a dynamic argument the literal text that it starts with.
    pub text: String,
    /// What is not known before the command runs; none: the text is the argument.
    pub dynamic: Option<Dynamic>,
    /// Where it stands in the command line.
    pub span: Span,
}

/// What is not known of an argument.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Dynamic {
    /// Whether it could start with `-`.
    pub dash: bool,
    /// Whether it could become several words, or none.
    pub many: bool,
    /// How the text is to be read.
    pub form: Form,
    /// Whether it is a revision, or a range of them, in git's own words; or nothing.
    pub revision: bool,
    /// Whether it stands for names that a search prints.
    pub printed: bool,
}

impl Arg {
    /// An argument that is known.
    #[must_use]
    pub fn literal(text: impl Into<String>, span: Span) -> Self {
        Self { text: text.into(), dynamic: None, span }
    }

    /// An unquoted glob and nothing else dynamic.
    #[must_use]
    pub fn glob(pattern: impl Into<String>, span: Span) -> Self {
        let text = pattern.into();
        let dash = text.starts_with(['*', '?', '[', '-', '+', '@', '!', '(']);
        Self {
            text,
            dynamic: Some(Dynamic { dash, many: true, form: Form::Glob, revision: false, printed: false }),
            span,
        }
    }

    /// An argument with an expansion in it, after the literal `prefix`. `many`: it is not quoted.
    #[must_use]
    pub fn dynamic(prefix: impl Into<String>, many: bool, span: Span) -> Self {
        let text = prefix.into();
        let dash = text.is_empty() || text.starts_with('-');
        Self { text, dynamic: Some(Dynamic { dash, many, form: Form::Dynamic, revision: false, printed: false }), span }
    }

    /// Names that a search prints, all of which fit the pattern and none of which could be an option.
    #[must_use]
    pub fn names(pattern: impl Into<String>, many: bool, span: Span) -> Self {
        let dynamic = Dynamic { dash: false, many, form: Form::Found, revision: false, printed: true };
        Self { text: pattern.into(), dynamic: Some(dynamic), span }
    }

    /// Whether it stands for names that a search prints.
    #[must_use]
    pub fn is_names(&self) -> bool {
        self.dynamic.is_some_and(|dynamic| dynamic.printed)
    }

    /// Words from standard input.
    pub(super) fn fed(many: bool, span: Span) -> Self {
        Self {
            text: String::new(),
            dynamic: Some(Dynamic { dash: true, many, form: Form::Fed, revision: false, printed: false }),
            span,
        }
    }

    /// The text, if it is the whole argument.
    #[must_use]
    pub fn known(&self) -> Option<&str> {
        self.dynamic.is_none().then_some(self.text.as_str())
    }

    /// Whether it could be several words, or none.
    #[must_use]
    pub fn many(&self) -> bool {
        self.dynamic.is_some_and(|d| d.many)
    }

    /// Whether a path, or the last part of it, begins as an option does.
    #[must_use]
    pub fn is_dashed(&self) -> bool {
        let path = self.prefix();
        path.starts_with('-') || path.rsplit('/').next().is_some_and(|name| name.starts_with('-'))
    }

    /// Whether git itself says which revision it is.
    pub(super) fn is_revision(&self) -> bool {
        self.dynamic.is_some_and(|d| d.revision)
    }

    /// The text that it starts with, whatever happens.
    pub(super) fn prefix(&self) -> &str {
        match self.dynamic {
            Some(Dynamic { form: Form::Glob | Form::Found, .. }) => {
                self.text.split(['*', '?', '[', '+', '@', '!', '(', '\\']).next().unwrap_or_default()
            }
            _ => &self.text,
        }
    }

    /// The same argument without the text that it starts with.
    pub(super) fn without(&self, start: &str) -> Option<Self> {
        if !self.prefix().starts_with(start) {
            return None;
        }
        let text = self.text.strip_prefix(start)?.to_owned();
        let dynamic = self.dynamic.map(|d| Dynamic { dash: text.is_empty() || text.starts_with('-'), ..d });
        Some(Self { text, dynamic, span: self.span })
    }

    /// The argument as the subject of an effect.
    #[must_use]
    pub fn subject(&self) -> Subject {
        let form = self.dynamic.map_or(Form::Exact, |d| d.form);
        Subject { text: self.text.clone(), form, span: self.span }
    }
}
