//! Compiles the bodies of rules: names become places, what is known beforehand becomes a constant.

use std::mem;

use regorus::unstable::{
    ArithOp, AssignOp, BoolOp, Expr, Literal, LiteralStmt, Query, Ref, RuleAssign, RuleBody, RuleHead, Span,
};

use super::code::{At, Case, Code, Constant, List, Order};
use super::program::{Sure, Tables, unknown};

/// The rules of one name, while they are compiled.
pub(crate) struct Body<'t, 'd> {
    tables: &'t mut Tables<'d>,
    scope: usize,
    /// Local names that can be seen, the latest last.
    names: Vec<(String, At)>,
    slots: At,
}

impl<'t, 'd> Body<'t, 'd> {
    pub(crate) const fn new(tables: &'t mut Tables<'d>, scope: usize) -> Self {
        Self { tables, scope, names: Vec::new(), slots: 0 }
    }

    pub(crate) const fn slots(&self) -> At {
        self.slots
    }

    /// One case for each body; a head without a body is one, too.
    pub(crate) fn cases(&mut self, head: &RuleHead, bodies: &[RuleBody]) -> Sure<Vec<Case>> {
        if let RuleHead::Func { args, .. } = head {
            for arg in args {
                let Expr::Var { span, .. } = &**arg else { return Err(unknown(arg)) };
                self.name(span)?;
            }
        }
        if bodies.is_empty() {
            return Ok(vec![Case { head: self.head(head)?, body: List(0, 0) }]);
        }
        let seen = self.names.len();
        let mut cases = Vec::new();
        for body in bodies {
            let body = match body {
                RuleBody { assign: None, is_else: false, query, .. } => self.statements(query)?,
                other => return Err(format!("line {}: this body can't be compiled", other.span.line)),
            };
            cases.push(Case { head: self.head(head)?, body });
            self.names.truncate(seen);
        }
        Ok(cases)
    }

    fn head(&mut self, head: &RuleHead) -> Sure<At> {
        match head {
            RuleHead::Set { key: Some(key), .. } => self.expression(key),
            RuleHead::Set { refr, key: None, .. } => Err(unknown(refr)),
            RuleHead::Compr { assign, .. } | RuleHead::Func { assign, .. } => match assign {
                Some(RuleAssign { value, .. }) => self.expression(value),
                None => self.constant(Constant::Bool(true)),
            },
        }
    }

    fn constant(&mut self, constant: Constant) -> Sure<At> {
        let at = self.tables.constant(constant)?;
        self.tables.code(Code::Constant(at))
    }

    /// A place for a local name; a name of its own for each `_`.
    fn name(&mut self, span: &Span) -> Sure<At> {
        let slot = self.slots;
        self.slots = slot.checked_add(1).ok_or("too many local names")?;
        self.names.push((span.text().to_owned(), slot));
        Ok(slot)
    }

    fn statements(&mut self, query: &Query) -> Sure<List> {
        let codes = query.stmts.iter().map(|s| self.statement(s)).collect::<Sure<Vec<At>>>()?;
        self.tables.list(&codes)
    }

    fn statement(&mut self, statement: &LiteralStmt) -> Sure<At> {
        let refused = || format!("line {}: `{}` can't be compiled", statement.span.line, statement.span.text());
        if !statement.with_mods.is_empty() {
            return Err(refused());
        }
        let code = match &statement.literal {
            Literal::SomeVars { .. } => return Err(refused()),
            Literal::SomeIn { key, value, collection, .. } => {
                let domain = self.expression(collection)?;
                let mut slot = |pattern: &Expr| match pattern {
                    Expr::Var { span, .. } => self.name(span),
                    other => Err(unknown(other)),
                };
                let key = key.as_ref().map(|k| slot(k)).transpose()?;
                Code::Member(key, Some(slot(value)?), domain)
            }
            Literal::Expr { expr, .. } => match &**expr {
                Expr::AssignExpr { op: AssignOp::ColEq, lhs, rhs, .. } => {
                    let value = self.expression(rhs)?;
                    let Expr::Var { span, .. } = &**lhs else { return Err(refused()) };
                    Code::Bind(self.name(span)?, value)
                }
                _ => Code::Holds(self.expression(expr)?),
            },
            Literal::NotExpr { expr, .. } => Code::Fails(self.expression(expr)?),
            Literal::Every { key, value, domain, query, .. } => {
                let domain = self.expression(domain)?;
                let seen = self.names.len();
                let key = key.as_ref().map(|k| self.name(k)).transpose()?;
                let value = self.name(value)?;
                let body = self.statements(query)?;
                self.names.truncate(seen);
                Code::Every(key, Some(value), domain, body)
            }
        };
        self.tables.code(code)
    }

    pub(crate) fn expression(&mut self, expr: &Expr) -> Sure<At> {
        let code = match expr {
            Expr::String { value, .. } | Expr::RawString { value, .. } => {
                let text = value.as_string().map_err(|_| unknown(expr))?;
                Code::Constant(self.tables.text(text)?)
            }
            Expr::Number { value, .. } => {
                let number = value.as_i64().map_err(|_| unknown(expr))?;
                return self.constant(Constant::Number(number));
            }
            Expr::Bool { value, .. } => {
                let value = *value.as_bool().map_err(|_| unknown(expr))?;
                return self.constant(Constant::Bool(value));
            }
            Expr::Null { .. } => return self.constant(Constant::Null),
            Expr::Var { .. } | Expr::RefDot { .. } | Expr::RefBrack { .. } => return self.reference(expr),
            Expr::Array { items, .. } => return self.collection(items.iter(), Code::Array, Constant::Array),
            Expr::Set { items, .. } => return self.collection(items.iter(), Code::Set, Constant::Set),
            Expr::Object { fields, .. } => {
                let items = fields.iter().flat_map(|(_, key, value)| [key, value]);
                return self.collection(items, Code::Object, Constant::Object);
            }
            Expr::ArrayCompr { term, query, .. } => {
                let (term, body) = self.each(term, query)?;
                Code::EachIn(term, body)
            }
            Expr::SetCompr { term, query, .. } => {
                let (term, body) = self.each(term, query)?;
                Code::SetOf(term, body)
            }
            Expr::Call { fcn, params, .. } => {
                let mut arguments = Vec::new();
                for param in params {
                    arguments.push(self.expression(param)?);
                }
                self.call(fcn, &arguments)?
            }
            Expr::BoolExpr { op, lhs, rhs, .. } => {
                let order = match op {
                    BoolOp::Eq => Order::Equal,
                    BoolOp::Ne => Order::Unequal,
                    BoolOp::Lt => Order::Less,
                    BoolOp::Le => Order::AtMost,
                    BoolOp::Gt => Order::More,
                    BoolOp::Ge => Order::AtLeast,
                };
                Code::Compare(order, self.expression(lhs)?, self.expression(rhs)?)
            }
            Expr::ArithExpr { op: ArithOp::Sub, lhs, rhs, .. } => {
                Code::Minus(self.expression(lhs)?, self.expression(rhs)?)
            }
            Expr::Membership { key: None, value, collection, .. } => {
                Code::Within(self.expression(value)?, self.expression(collection)?)
            }
            other => return Err(unknown(other)),
        };
        self.tables.code(code)
    }

    fn each(&mut self, term: &Expr, query: &Query) -> Sure<(At, List)> {
        let seen = self.names.len();
        let body = self.statements(query)?;
        let term = self.expression(term)?;
        self.names.truncate(seen);
        Ok((term, body))
    }

    fn collection<'e>(
        &mut self,
        items: impl Iterator<Item = &'e Ref<Expr>>,
        code: fn(List) -> Code,
        constant: fn(List) -> Constant,
    ) -> Sure<At> {
        let items = items.map(|item| self.expression(item)).collect::<Sure<Vec<At>>>()?;
        if let Some(constants) = items.iter().map(|at| self.known(*at)).collect::<Option<Vec<At>>>() {
            let list = self.tables.list(&constants)?;
            return match constant(list) {
                Constant::Object(_) => {
                    let sorted = self.tables.sorted(&constants)?;
                    self.constant(Constant::Object(sorted))
                }
                other => self.constant(other),
            };
        }
        let list = self.tables.list(&items)?;
        self.tables.code(code(list))
    }

    fn call(&mut self, fcn: &Expr, arguments: &[At]) -> Sure<Code> {
        let mut steps = Vec::new();
        let names = chain(fcn, &mut steps);
        if steps.iter().any(|s| matches!(s, Step::Computed(_))) {
            return Err(unknown(fcn));
        }
        let names =
            names.map(|first| [first].into_iter().chain(steps.iter().filter_map(Step::name)).collect::<Vec<_>>());
        let names: Vec<String> = names.ok_or_else(|| unknown(fcn))?.into_iter().map(str::to_owned).collect();
        if let Some((scope, name)) = self.below_data(&names).and_then(|path| self.tables.rule_at(&path)) {
            return Ok(Code::Call(self.tables.rule(scope, &name)?, self.tables.list(arguments)?));
        }
        let known = arguments.first().and_then(|at| self.known(*at));
        match (names.join(".").as_str(), known.and_then(|at| self.tables.constant_at(at)), arguments) {
            ("count", Some(Constant::Array(List(_, length))), [_]) => {
                Ok(Code::Constant(self.tables.constant(Constant::Number(length.into()))?))
            }
            ("count", Some(Constant::Object(List(_, length))), [_]) => {
                Ok(Code::Constant(self.tables.constant(Constant::Number(i64::from(length) / 2))?))
            }
            ("object.get", Some(Constant::Object(_)), [table, key, default]) => Ok(Code::GetOr(*table, *key, *default)),
            (name, _, _) => {
                let name = self.tables.builtin(name.to_owned())?;
                Ok(Code::Builtin(name, self.tables.list(arguments)?))
            }
        }
    }

    /// The constant that an expression comes to, where it is known beforehand.
    fn known(&self, at: At) -> Option<At> {
        match self.tables.at(at) {
            Some(Code::Constant(at)) => Some(at),
            _ => None,
        }
    }

    /// The path below `data` that a chain of names means.
    fn below_data(&self, names: &[String]) -> Option<Vec<String>> {
        let (first, rest) = names.split_first()?;
        let scope = self.tables.scopes.get(self.scope)?;
        let start = match scope.imports.get(first) {
            _ if first == "data" => Vec::new(),
            Some(target) => target.clone(),
            None if scope.rules.contains_key(first) => scope.package.iter().chain([first]).cloned().collect(),
            None => return None,
        };
        Some(start.into_iter().chain(rest.iter().cloned()).collect())
    }

    fn reference(&mut self, expr: &Expr) -> Sure<At> {
        let mut steps = Vec::new();
        let Some(first) = chain(expr, &mut steps) else { return Err(unknown(expr)) };
        let local = self.names.iter().rev().find(|(name, _)| name == first).map(|(_, slot)| *slot);
        let (mut at, used) = match local {
            Some(slot) => (self.tables.code(Code::Local(slot))?, 0),
            None if first == "input" => (self.tables.code(Code::Input)?, 0),
            None => self.global(first, &steps).ok_or_else(|| unknown(expr))??,
        };
        for step in steps.into_iter().skip(used) {
            let key = match step {
                Step::Name(name) => {
                    let text = self.tables.text(name)?;
                    self.tables.code(Code::Constant(text))?
                }
                Step::Computed(index) => self.expression(index)?,
            };
            at = self.tables.code(Code::Get(at, key))?;
        }
        Ok(at)
    }

    /// What stands at a path below `data`, and how many steps lead there.
    fn global(&mut self, first: &str, steps: &[Step<'_>]) -> Option<Sure<(At, usize)>> {
        let names: Vec<String> = steps.iter().map_while(Step::name).map(str::to_owned).collect();
        let path = self.below_data(&[&[first.to_owned()], &*names].concat())?;
        let before = path.len() - names.len();
        if path.first().is_some_and(|name| name == "data") {
            let constant = self.tables.data(path.get(1..)?);
            return Some(constant.and_then(|at| Ok((self.tables.code(Code::Constant(at))?, names.len()))));
        }
        let ends = (1..=path.len()).find(|end| path.get(..*end).and_then(|p| self.tables.rule_at(p)).is_some())?;
        let (scope, name) = self.tables.rule_at(path.get(..ends)?)?;
        let rule = self.tables.rule(scope, &name);
        let code = rule.and_then(|rule| match self.tables.value_of(rule) {
            Some(known) => Ok(known),
            None => self.tables.code(Code::Rule(rule)),
        });
        Some(code.map(|code| (code, ends.saturating_sub(before))))
    }
}

enum Step<'e> {
    Name(&'e str),
    Computed(&'e Expr),
}

impl<'e> Step<'e> {
    const fn name(&self) -> Option<&'e str> {
        match self {
            Self::Name(name) => Some(name),
            Self::Computed(_) => None,
        }
    }
}

/// The first name of a reference; the steps from it go into `steps`.
fn chain<'e>(mut expr: &'e Expr, steps: &mut Vec<Step<'e>>) -> Option<&'e str> {
    let mut back = Vec::new();
    let first = loop {
        expr = match expr {
            Expr::Var { span, .. } => break span.text(),
            Expr::RefDot { refr, field, .. } => {
                back.push(Step::Name(field.0.text()));
                refr
            }
            Expr::RefBrack { refr, index, .. } => {
                back.push(Step::Computed(index));
                refr
            }
            _ => return None,
        };
    };
    back.reverse();
    *steps = mem::take(&mut back);
    Some(first)
}
