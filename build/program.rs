//! Compiles the policies of a point into the tables of `src/decide/program/code.rs`. What it doesn't know is an error: the
//! point is then left to the interpreter.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use regorus::Engine;
use regorus::unstable::{Expr, Module, Ref, Rule, RuleHead};
use serde_json::Value;

use super::code::{At, Case, Code, Constant, Kind, List};
use super::lower::Body;

pub(crate) type Sure<T> = Result<T, String>;

/// A package: what its names mean, and what is written under each rule's name.
pub(crate) struct Scope {
    pub(crate) package: Vec<String>,
    pub(crate) imports: BTreeMap<String, Vec<String>>,
    pub(crate) rules: BTreeMap<String, Vec<Ref<Rule>>>,
}

/// The tables as they grow.
pub(crate) struct Tables<'a> {
    pub(crate) scopes: Vec<Scope>,
    data: &'a Value,
    rules: Vec<Option<super::code::Rule>>,
    known: BTreeMap<(usize, String), At>,
    cases: Vec<Case>,
    codes: Vec<Code>,
    lists: Vec<At>,
    constants: Vec<Constant>,
    texts: HashMap<&'static str, At>,
    builtins: Vec<String>,
}

/// The program that answers `entry`, as Rust source.
///
/// # Errors
///
/// Says what can't be compiled, and where.
pub(crate) fn compile<'a>(
    modules: impl Iterator<Item = (&'a str, &'a str)>,
    data: &Value,
    entry: &[&str],
) -> Sure<String> {
    let mut engine = Engine::new();
    for (path, text) in modules {
        engine.add_policy(path.to_owned(), text.to_owned()).map_err(|e| format!("{e:#}"))?;
    }
    let scopes = engine.get_modules().iter().map(|m| scope(m)).collect::<Sure<Vec<Scope>>>()?;
    let mut tables = Tables {
        scopes,
        data,
        rules: Vec::new(),
        known: BTreeMap::new(),
        cases: Vec::new(),
        codes: Vec::new(),
        lists: Vec::new(),
        constants: Vec::new(),
        texts: HashMap::new(),
        builtins: Vec::new(),
    };
    let entry: Vec<String> = entry.iter().map(|s| (*s).to_owned()).collect();
    let (scope, name) = tables.rule_at(&entry).ok_or("there is no entry rule")?;
    let entry = tables.rule(scope, &name)?;
    let root = tables.scopes.get(scope).map(|s| s.package.clone()).unwrap_or_default();
    let below: Vec<(usize, String)> = (tables.scopes.iter().enumerate())
        .filter(|(_, s)| s.package.starts_with(&root))
        .flat_map(|(at, s)| s.rules.iter().filter(|(_, rules)| !is_function(rules)).map(move |(n, _)| (at, n.clone())))
        .collect();
    let mut also = Vec::new();
    for (scope, name) in below {
        let rule = tables.rule(scope, &name)?;
        if tables.value_of(rule).is_none() {
            also.push(rule);
        }
    }
    tables.written(entry, &also)
}

fn is_function(rules: &[Ref<Rule>]) -> bool {
    rules.iter().any(|r| matches!(&**r, Rule::Spec { head: RuleHead::Func { .. }, .. }))
}

fn scope(module: &Module) -> Sure<Scope> {
    let package = path(&module.package.refr)?;
    let mut imports = BTreeMap::new();
    for import in &module.imports {
        let target = path(&import.refr)?;
        let alias = import.r#as.as_ref().map(|s| s.text().to_owned()).or_else(|| target.last().cloned());
        imports.insert(alias.unwrap_or_default(), target.into_iter().skip(1).collect());
    }
    let mut rules: BTreeMap<String, Vec<Ref<Rule>>> = BTreeMap::new();
    for rule in &module.policy {
        let refr = match &**rule {
            Rule::Spec { head: RuleHead::Compr { refr, .. } | RuleHead::Set { refr, .. }, .. }
            | Rule::Spec { head: RuleHead::Func { refr, .. }, .. }
            | Rule::Default { refr, .. } => refr,
        };
        let Expr::Var { span, .. } = &**refr else { return Err(unknown(refr)) };
        rules.entry(span.text().to_owned()).or_default().push(rule.clone());
    }
    Ok(Scope { package, imports, rules })
}

fn path(refr: &Expr) -> Sure<Vec<String>> {
    match refr {
        Expr::Var { span, .. } => Ok(vec![span.text().to_owned()]),
        Expr::RefDot { refr, field, .. } => {
            let mut names = path(refr)?;
            names.push(field.0.text().to_owned());
            Ok(names)
        }
        _ => Err(unknown(refr)),
    }
}

pub(crate) fn unknown(expr: &Expr) -> String {
    let span = expr.span();
    format!("{}:{}: `{}` can't be compiled", span.source.get_path(), span.line, span.text())
}

impl Tables<'_> {
    /// The rule that a path below `data` names.
    pub(crate) fn rule_at(&self, path: &[String]) -> Option<(usize, String)> {
        let (name, package) = path.split_last()?;
        let at = self.scopes.iter().position(|s| s.package == package && s.rules.contains_key(name))?;
        Some((at, name.clone()))
    }

    /// A rule, compiled when it is first named.
    pub(crate) fn rule(&mut self, scope: usize, name: &str) -> Sure<At> {
        let key = (scope, name.to_owned());
        if let Some(at) = self.known.get(&key) {
            return Ok(*at);
        }
        let at = place(self.rules.len())?;
        self.rules.push(None);
        self.known.insert(key, at);
        let written = self.scopes.get(scope).and_then(|s| s.rules.get(name)).cloned().unwrap_or_default();
        let (mut kinds, mut default, mut cases, mut slots) = (BTreeSet::new(), None, Vec::new(), 0);
        for rule in &written {
            let mut body = Body::new(self, scope);
            match &**rule {
                Rule::Default { args, value, .. } if args.is_empty() && default.is_none() => {
                    default = Some(body.expression(value)?);
                }
                Rule::Default { value, .. } => return Err(unknown(value)),
                Rule::Spec { head, bodies, .. } => {
                    kinds.insert(match head {
                        RuleHead::Compr { .. } => 0,
                        RuleHead::Set { .. } => 1,
                        RuleHead::Func { .. } => 2,
                    });
                    cases.extend(body.cases(head, bodies)?);
                }
            }
            slots = slots.max(body.slots());
        }
        let kind = match kinds.into_iter().collect::<Vec<_>>().as_slice() {
            [0] => Kind::Complete,
            [1] => Kind::Set,
            [2] => Kind::Function,
            _ => return Err(format!("`{name}` is written in more than one way")),
        };
        let run = List(place(self.cases.len())?, place(cases.len())?);
        self.cases.extend(cases);
        if let Some(rule) = self.rules.get_mut(usize::from(at)) {
            *rule = Some(super::code::Rule { kind, default, cases: run, slots });
        }
        Ok(at)
    }

    pub(crate) fn code(&mut self, code: Code) -> Sure<At> {
        if let Some(known) = self.codes.iter().position(|c| *c == code) {
            return place(known);
        }
        self.codes.push(code);
        place(self.codes.len() - 1)
    }

    pub(crate) fn at(&self, at: At) -> Option<Code> {
        self.codes.get(usize::from(at)).copied()
    }

    pub(crate) fn constant_at(&self, at: At) -> Option<Constant> {
        self.constants.get(usize::from(at)).copied()
    }

    /// The list of a table's keys and values by turns, sorted by key.
    pub(crate) fn sorted(&mut self, items: &[At]) -> Sure<List> {
        let mut fields = BTreeMap::new();
        for [key, value] in items.as_chunks::<2>().0 {
            let Some(Constant::Text(name)) = self.constant_at(*key) else {
                return Err("a key of a known object is no text".to_owned());
            };
            if fields.insert(name, [*key, *value]).is_some() {
                return Err(format!("an object has the key `{name}` twice"));
            }
        }
        self.list(fields.into_values().flatten().collect::<Vec<At>>().as_slice())
    }

    /// The expression that a rule is, where it is known beforehand and nothing else is written under its name.
    pub(crate) fn value_of(&self, rule: At) -> Option<At> {
        let rule = self.rules.get(usize::from(rule)).copied().flatten()?;
        let case = match rule {
            super::code::Rule { kind: Kind::Complete, default: None, cases: List(at, 1), .. } => {
                self.cases.get(usize::from(at))?
            }
            _ => return None,
        };
        let known = case.body == List(0, 0) && matches!(self.at(case.head), Some(Code::Constant(_)));
        known.then_some(case.head)
    }

    pub(crate) fn list(&mut self, items: &[At]) -> Sure<List> {
        let list = List(place(self.lists.len())?, place(items.len())?);
        self.lists.extend(items);
        Ok(list)
    }

    pub(crate) fn constant(&mut self, constant: Constant) -> Sure<At> {
        if let Some(known) = self.constants.iter().position(|c| *c == constant) {
            return place(known);
        }
        self.constants.push(constant);
        place(self.constants.len() - 1)
    }

    pub(crate) fn text(&mut self, text: &str) -> Sure<At> {
        if let Some(known) = self.texts.get(text) {
            return Ok(*known);
        }
        let text: &'static str = String::from(text).leak();
        let at = self.constant(Constant::Text(text))?;
        self.texts.insert(text, at);
        Ok(at)
    }

    pub(crate) fn builtin(&mut self, name: String) -> Sure<At> {
        let known = self.builtins.iter().position(|b| *b == name);
        place(known.unwrap_or_else(|| {
            self.builtins.push(name);
            self.builtins.len() - 1
        }))
    }

    /// What the data files hold at the end of a path.
    pub(crate) fn data(&mut self, path: &[String]) -> Sure<At> {
        let value = path.iter().try_fold(self.data, |value, name| value.get(name));
        self.json(value.ok_or_else(|| format!("there is no data at {}", path.join(".")))?)
    }

    pub(crate) fn json(&mut self, value: &Value) -> Sure<At> {
        let constant = match value {
            Value::Null => Constant::Null,
            Value::Bool(bool) => Constant::Bool(*bool),
            Value::Number(number) => Constant::Number(number.as_i64().ok_or("a number is no whole number")?),
            Value::String(text) => return self.text(text),
            Value::Array(items) => {
                let items = items.iter().map(|item| self.json(item)).collect::<Sure<Vec<At>>>()?;
                Constant::Array(self.list(&items)?)
            }
            Value::Object(fields) => {
                let mut items = Vec::new();
                for (key, value) in fields {
                    items.extend([self.text(key)?, self.json(value)?]);
                }
                Constant::Object(self.sorted(&items)?)
            }
        };
        self.constant(constant)
    }

    fn written(self, entry: At, also: &[At]) -> Sure<String> {
        let rules = self.rules.into_iter().collect::<Option<Vec<_>>>().ok_or("a rule calls itself")?;
        let (cases, codes, lists) = (self.cases, self.codes, self.lists);
        let (constants, builtins) = (self.constants, self.builtins);
        Ok(format!(
            "Program {{ entry: {entry}, also: &{also:?}, cases: &{cases:?}, lists: &{lists:?}, builtins: &{builtins:?}, \
             rules: {{ use Kind::*; &{rules:?} }}, codes: {{ use {{Code::*, Order::*}}; &{codes:?} }}, \
             constants: {{ use Constant::*; &{constants:?} }} }}"
        ))
    }
}

pub(crate) fn place(at: usize) -> Sure<At> {
    At::try_from(at).map_err(|_| "the policies are too long to be compiled".to_owned())
}
