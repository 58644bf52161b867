//! What begins with a dollar sign or a backquote → pieces.

use super::cuts::Cut;
use super::lexer::Lexer;
use super::numbers::counts;
use super::source::{DEEPEST, Source, fail};
use super::syntax::{Arithmetic, Parameter, Piece, Read, raw};
use super::words::starts_name;

/// The longest subscript that is looked at.
const SUBSCRIPT: usize = 32;

impl Lexer<'_> {
    /// The expansion that begins here; None, and the dollar sign taken, when it is only a dollar sign.
    pub(super) fn expand(&mut self, quoted: bool) -> Read<Option<Piece>> {
        let here = self.source.here();
        self.budget.enter(here)?;
        let piece = self.expand_here(quoted)?;
        self.budget.leave();
        Ok(piece)
    }

    fn expand_here(&mut self, quoted: bool) -> Read<Option<Piece>> {
        let here = self.source.here();
        if self.source.eat("`") {
            return self.backquotes(quoted).map(Some);
        }
        self.source.take();
        if self.source.eat("((") {
            let expression = self.arithmetic(&[")"])?;
            if !self.source.eat("))") {
                return fail(here, "$(( without )): put a blank between the parentheses");
            }
            return Ok(Some(Piece::Arithmetic(expression)));
        }
        if self.source.eat("(") {
            let unit = Box::new(self.unit(true)?);
            return Ok(Some(Piece::Command { unit, quoted }));
        }
        if self.source.eat("{") {
            return self.braces(quoted).map(|parameter| Some(Piece::Parameter(Box::new(parameter))));
        }
        let name = match self.source.peek() {
            Some('[') => return fail(here, "$[ … ] is obsolete: use $(( … ))"),
            Some(c) if starts_name(c) => self.name(),
            Some(c) if c.is_ascii_digit() || "@*#?-$!".contains(c) => {
                self.source.take();
                c.to_string()
            }
            Some('=' | '~' | '^' | '+') if self.flagged() => {
                return fail(here, "zsh takes the sign behind `$` for a flag of the expansion: quote the dollar sign");
            }
            Some(c) if !self.sh && c.is_alphabetic() => {
                self.altered("")?;
                return Ok(None);
            }
            _ => return Ok(None),
        };
        let altered = self.altered(&name)?;
        let parameter = Parameter {
            numeric: numeric(&name) && !altered,
            several: name == "@",
            name,
            quoted,
            plain: !altered,
            ..Parameter::default()
        };
        Ok(Some(Piece::Parameter(Box::new(parameter))))
    }

    /// `$~x`, `$=x`; zsh leaves nothing of `$^`, `$=` and `$~` even where no name follows.
    fn flagged(&self) -> bool {
        let mut ahead = (0..DEEPEST as usize).map_while(|at| self.source.raw(at));
        let dropped = self.source.raw(0) != Some('+');
        let named = ahead.find(|c| !"=~^+".contains(*c));
        !self.sh && (dropped || named.is_some_and(|c| starts_name(c) || c.is_ascii_digit() || "{@*".contains(c)))
    }

    /// Whether zsh takes what follows a variable without braces for a part of the expansion: more letters of its name, a
    /// modifier behind a colon, a subscript.
    fn altered(&mut self, name: &str) -> Read<bool> {
        if self.sh {
            return Ok(false);
        }
        let longer = self.longer(name);
        match self.source.raw(longer) {
            Some(':') => {
                let behind = self.source.raw(longer + 1);
                return Ok(longer > 0 || behind.is_some_and(|c| c.is_ascii_alphabetic() || "&\\".contains(c)));
            }
            Some('[') => {}
            _ => return Ok(longer > 0),
        }
        let inside = (longer + 1..longer + SUBSCRIPT).map_while(|at| self.source.raw(at).filter(|c| *c != ']'));
        let counted = inside.clone().all(|c| c.is_ascii_digit() || "-+,@*^!. ".contains(c));
        if counted || longer == 0 && self.source.sees("[[:") {
            return Ok(true);
        }
        fail(
            self.source.here(),
            format!("zsh takes what follows ${name} for a subscript and evaluates it: write ${{{name}}}"),
        )
    }

    /// How many characters behind a name belong to it in zsh: letters beyond ASCII, and behind `$#` what is counted.
    fn longer(&self, name: &str) -> usize {
        let letters = |from: usize| {
            let more = (from..SUBSCRIPT).map_while(|at| self.source.raw(at));
            more.take_while(|c| c.is_alphanumeric() || *c == '_').count()
        };
        match (name, self.source.raw(0)) {
            ("#", Some(c)) if "*@?-$!#".contains(c) => 1,
            ("#", _) => letters(0),
            _ if name.chars().all(|c| c.is_alphanumeric() || c == '_')
                && !name.starts_with(|c: char| c.is_ascii_digit()) =>
            {
                letters(0)
            }
            _ => 0,
        }
    }

    pub(super) fn name(&mut self) -> String {
        let mut name = String::new();
        while let Some(c) = self.source.peek().filter(|c| c.is_ascii_alphanumeric() || *c == '_') {
            self.source.take();
            name.push(c);
        }
        name
    }

    fn backquotes(&mut self, quoted: bool) -> Read<Piece> {
        let start = self.source.position();
        let mut text = String::new();
        loop {
            match self.source.take_raw() {
                None => return fail(self.source.span(start), "a backquote is not closed: close it, or use $( … )"),
                Some('`') => break,
                Some('\\') => match self.source.take_raw() {
                    Some(c @ ('`' | '\\' | '$')) => text.push(c),
                    Some('"') if quoted => {
                        return fail(self.source.span(start), "escaped quotes in backquotes: use $( … )");
                    }
                    Some(c) => text.extend(['\\', c]),
                    None => text.push('\\'),
                },
                Some(c) => text.push(c),
            }
        }
        let span = self.source.span(start);
        let source = Source::nested(&text, span, self.budget)?;
        let unit = Lexer::new(source, &mut *self.budget, self.sh).unit(false)?;
        Ok(Piece::Command { unit: Box::new(unit), quoted })
    }

    /// `${` has been taken; reads up to the closing brace.
    fn braces(&mut self, quoted: bool) -> Read<Parameter> {
        let start = self.source.position();
        let mut parameter = Parameter { braced: true, quoted, ..Parameter::default() };
        let length = self.source.sees("#") && !self.source.sees("#}");
        if length {
            self.source.take();
        } else if self.source.sees("!") && !self.source.sees("!}") {
            return self.names(quoted);
        }
        parameter.name = match self.source.peek() {
            Some(c) if starts_name(c) => self.name(),
            Some(c) if c.is_ascii_digit() => self.name(),
            Some(c) if "@*#?-$!".contains(c) => {
                self.source.take();
                c.to_string()
            }
            _ => return fail(self.source.span(start), "an odd expansion: use ${name}"),
        };
        parameter.several = parameter.name == "@";
        let mut subscript = false;
        parameter.elements = !length && self.source.sees("[@]}");
        if self.source.eat("[") {
            if self.sh {
                return fail(self.source.span(start), "arrays are not read by some shells: call bash");
            }
            subscript = true;
            let index = self.arithmetic(&["]"])?;
            if !self.source.eat("]") {
                return fail(self.source.span(start), "a subscript is not closed: close it");
            }
            parameter.several |= index.all;
            parameter.arithmetic.push(index);
        }
        let status = subscript && !parameter.several && parameter.name == "PIPESTATUS";
        parameter.numeric = length || status || !subscript && numeric(&parameter.name);
        if self.source.eat("}") {
            parameter.plain = !length && !subscript;
            parameter.length = length;
            parameter.several &= !length;
            return Ok(parameter);
        }
        parameter.numeric = false;
        if length {
            return fail(self.source.span(start), "an odd length expansion: use ${#name}");
        }
        self.operator(&mut parameter, start)?;
        if !self.source.eat("}") {
            return fail(self.source.span(start), "${ is not closed: close it");
        }
        Ok(parameter)
    }

    /// `${!name[@]}`; indirection, and names of the environment (`${!prefix*}`), are not understood.
    fn names(&mut self, quoted: bool) -> Read<Parameter> {
        let start = self.source.position();
        self.source.take();
        let name = self.name();
        let listed = ["[@]}", "[*]}"].iter().any(|end| self.source.eat(end));
        if name.is_empty() || !listed || self.sh {
            return fail(self.source.span(start), "an indirect expansion: name the variable itself");
        }
        Ok(Parameter { name, braced: true, quoted, several: true, ..Parameter::default() })
    }

    fn operator(&mut self, parameter: &mut Parameter, start: usize) -> Read<()> {
        for operator in [":-", ":=", ":?", ":+", "-", "=", "?", "+"] {
            if self.source.eat(operator) {
                parameter.assigns = operator.ends_with('=');
                parameter.hidden = operator.ends_with('+');
                let operand = self.operand(parameter.quoted, "}")?;
                parameter.operands.push(operand);
                return Ok(());
            }
        }
        for operator in ["%%", "##", "%", "#"] {
            if self.source.eat(operator) {
                let operand = self.operand(parameter.quoted, "}")?;
                let whole = parameter.arithmetic.is_empty();
                parameter.cut = raw(&operand).filter(|_| whole).and_then(|pattern| Cut::new(operator, pattern));
                parameter.operands.push(operand);
                return Ok(());
            }
        }
        if self.sh {
            return fail(self.source.span(start), "an expansion that some shells do not know: call bash");
        }
        if self.source.eat(":") {
            for _ in 0..2 {
                let part = self.arithmetic(&[":", "}"])?;
                parameter.arithmetic.push(part);
                if !self.source.eat(":") {
                    break;
                }
                if self.source.sees("=") {
                    return fail(self.source.span(start), "zsh assigns by `::=`: assign in a command of its own");
                }
            }
            return Ok(());
        }
        if self.source.eat("/") {
            let _ = self.source.eat("/") || self.source.eat("#") || self.source.eat("%");
            let pattern = self.operand(parameter.quoted, "/}")?;
            parameter.operands.push(pattern);
            if self.source.eat("/") {
                let replacement = self.operand(parameter.quoted, "}")?;
                parameter.operands.push(replacement);
            }
            return Ok(());
        }
        for operator in ["^^", ",,", "^", ","] {
            if self.source.eat(operator) {
                let operand = self.operand(parameter.quoted, "}")?;
                parameter.operands.push(operand);
                return Ok(());
            }
        }
        if ["@Q", "@U", "@u", "@L"].iter().any(|operator| self.source.eat(operator)) {
            return Ok(());
        }
        fail(self.source.span(start), "an expansion whose value may be run or is odd: use a plain one")
    }

    /// A word in `${ … }`, up to one of the characters of `ends`.
    fn operand(&mut self, quoted: bool, ends: &str) -> Read<Vec<Piece>> {
        let start = self.source.position();
        let mut pieces = Vec::new();
        while let Some(c) = self.source.peek() {
            match c {
                c if ends.contains(c) => return Ok(pieces),
                '{' | '\n' | '<' | '>' | '(' => break,
                '\'' if quoted => break,
                '"' if self.in_document => break,
                '\\' if quoted && !matches!(self.source.raw(1), Some('$' | '`' | '"' | '\\' | '}' | '/')) => break,
                '$' if self.source.sees("$'") || self.source.sees("$\"") => break,
                '$' | '`' => self.expansion(&mut pieces, quoted)?,
                c => self.unquoted(c, &mut pieces)?,
            }
        }
        fail(self.source.span(start), "an odd word in ${ … }: put it into a variable, or quote it plainly")
    }

    /// An expression up to one of `ends` outside parentheses and brackets, which is not taken.
    pub(super) fn arithmetic(&mut self, ends: &[&str]) -> Read<Arithmetic> {
        let start = self.source.position();
        self.budget.enter(self.source.here())?;
        let mut expression = Arithmetic::default();
        let mut text = String::new();
        let mut open = Vec::new();
        loop {
            self.budget.spend(1, self.source.here())?;
            let Some(c) = self.source.peek() else {
                return fail(self.source.span(start), "an arithmetic expression is not closed: close it");
            };
            if open.len() > usize::try_from(DEEPEST).unwrap_or_default() {
                return fail(self.source.here(), "an expression that is nested too deep: write it in parts");
            }
            if open.is_empty() && ends.iter().any(|end| self.source.sees(end)) {
                break;
            }
            match c {
                '$' | '`' => {
                    let Some(piece) = self.expand(true)? else {
                        return fail(self.source.here(), "an odd dollar sign in arithmetic: remove it");
                    };
                    let next = self.source.peek();
                    let glued = text.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
                        || next.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '[' | '$' | '`' | '#'));
                    evaluated(&piece, &mut expression);
                    expression.dynamic |= glued;
                    expression.pieces.push(piece);
                    text.push(' ');
                    continue;
                }
                '(' => open.push(')'),
                '[' => open.push(']'),
                ')' | ']' if open.pop() != Some(c) => {
                    return fail(self.source.span(start), "odd parentheses in arithmetic: balance them");
                }
                ')' | ']' => {}
                c if c.is_ascii_alphanumeric() || " \t\n_+-*/%<>=!&|^~?:,#@".contains(c) => {}
                _ => return fail(self.source.here(), "an odd character in arithmetic: use numbers and names"),
            }
            self.source.take();
            text.push(c);
        }
        self.budget.leave();
        expression.span = self.source.span(start);
        expression.all = matches!(text.trim(), "@" | "*") && expression.pieces.is_empty();
        expression.fails = !(expression.all || expression.pieces.is_empty() && is_sound(&text));
        let plain = ["==", "<=", ">=", "!="].iter().fold(text.clone(), |text, operator| text.replace(operator, " "));
        expression.assigns = plain.contains('=') || text.contains("++") || text.contains("--");
        let words = text.split(|c: char| !c.is_ascii_alphanumeric() && !"_#@".contains(c));
        expression.names.extend(words.filter(|word| word.starts_with(starts_name)).map(str::to_owned));
        Ok(expression)
    }
}

/// Whether an expression has a value for certain: numbers that are added, multiplied or compared.
fn is_sound(text: &str) -> bool {
    let numbers = text.split(|c: char| !c.is_ascii_digit()).all(|number| number.len() < 2 || !number.starts_with('0'));
    let plain = text.chars().all(|c| c.is_ascii_digit() || " +-*()<>=!&|?:,".contains(c));
    plain && numbers && !text.contains("**") && !text.trim_start().starts_with('-')
}

/// What an expansion in an expression makes it evaluate.
fn evaluated(piece: &Piece, expression: &mut Arithmetic) {
    match piece {
        Piece::Parameter(parameter) if parameter.numeric => {}
        Piece::Parameter(parameter) if parameter.plain => expression.names.push(parameter.name.clone()),
        Piece::Arithmetic(_) => {}
        Piece::Command { unit, .. } if counts(unit) => {}
        _ => expression.dynamic = true,
    }
}

/// Special parameters that are numbers.
fn numeric(name: &str) -> bool {
    matches!(name, "#" | "?" | "$" | "!")
}
