//! The call graph of policies: which rule refers to which. Recursion would overflow the stack, so a cycle is refused.
//!
//! Conservative: a local name that is also a rule's name counts as a reference to the rule.

use std::collections::{BTreeMap, BTreeSet};

use super::engine::ast::{Expr, Literal, Module, Query, Ref, Rule, RuleBody, RuleHead};

type Graph = BTreeMap<String, BTreeSet<String>>;

/// The full paths of all rules, sorted: `data.merge.paths.deny`.
pub(super) fn rule_paths(modules: &[Ref<Module>]) -> BTreeSet<String> {
    modules.iter().flat_map(|module| Scope::of(module).rules.into_keys()).collect()
}

/// A circle of rules, first and last the same, where there is one.
pub(super) fn find_cycle(modules: &[Ref<Module>]) -> Option<Vec<String>> {
    let graph = graph(modules);
    let mut done = BTreeSet::new();
    graph.keys().find_map(|rule| visit(&graph, rule, &mut Vec::new(), &mut done))
}

/// A function whose body uses an import as a value. regorus 0.14 takes such a name for undefined once the package has been
/// evaluated as a whole, without an error, so it is refused; the full path `data.…` or a rule of the package is sound.
pub(super) fn find_import_in_function(modules: &[Ref<Module>]) -> Option<String> {
    modules.iter().map(|m| Scope::of(m)).find_map(|scope| {
        scope.rules.iter().find_map(|(path, rules)| {
            let functions = rules.iter().filter(|r| matches!(r, Rule::Spec { head: RuleHead::Func { .. }, .. }));
            let alias = functions.flat_map(|r| scope.walk(r).aliases).next()?;
            Some(format!("the function {path} uses the import `{alias}` as a value: write its full path `data.…`"))
        })
    })
}

fn visit<'a>(
    graph: &'a Graph,
    rule: &'a str,
    path: &mut Vec<&'a str>,
    done: &mut BTreeSet<&'a str>,
) -> Option<Vec<String>> {
    if let Some(start) = path.iter().position(|seen| *seen == rule) {
        return Some(path.iter().skip(start).chain([&rule]).map(|s| (*s).to_owned()).collect());
    }
    if done.contains(rule) {
        return None;
    }
    path.push(rule);
    let cycle = graph.get(rule).into_iter().flatten().find_map(|next| visit(graph, next, path, done));
    path.pop();
    done.insert(rule);
    cycle
}

fn graph(modules: &[Ref<Module>]) -> Graph {
    let scopes: Vec<Scope> = modules.iter().map(|m| Scope::of(m)).collect();
    let all: BTreeSet<&String> = scopes.iter().flat_map(|s| s.rules.keys()).collect();
    let mut graph = Graph::new();
    for scope in &scopes {
        for (rule, bodies) in &scope.rules {
            let targets = graph.entry(rule.clone()).or_default();
            for reference in bodies.iter().flat_map(|r| scope.references(r)) {
                targets.extend(
                    all.iter().filter(|t| covers(&reference, t) || covers(t, &reference)).map(|t| (*t).clone()),
                );
            }
        }
    }
    graph
}

/// Whether `path` is `prefix` or below it.
fn covers(prefix: &str, path: &str) -> bool {
    path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// One module: its package, its imports by local name, its rules by full path.
struct Scope<'a> {
    package: String,
    imports: BTreeMap<String, String>,
    rules: BTreeMap<String, Vec<&'a Rule>>,
}

impl<'a> Scope<'a> {
    fn of(module: &'a Module) -> Self {
        let package = format!("data.{}", dotted(&module.package.refr).join("."));
        let mut imports = BTreeMap::new();
        for import in &module.imports {
            let path = dotted(&import.refr);
            let alias = import.r#as.as_ref().map(|s| s.text().to_owned()).or_else(|| path.last().cloned());
            if let Some(alias) = alias {
                imports.insert(alias, path.join("."));
            }
        }
        let mut rules: BTreeMap<String, Vec<&Rule>> = BTreeMap::new();
        for rule in &module.policy {
            if let Some(name) = dotted(head(rule)).first() {
                rules.entry(format!("{package}.{name}")).or_default().push(rule);
            }
        }
        Self { package, imports, rules }
    }

    fn references(&self, rule: &Rule) -> BTreeSet<String> {
        self.walk(rule).paths
    }

    fn walk(&self, rule: &Rule) -> Found<'_, 'a> {
        let mut found = Found { scope: self, paths: BTreeSet::new(), aliases: BTreeSet::new() };
        match rule {
            Rule::Spec { head, bodies, .. } => {
                match head {
                    RuleHead::Compr { refr, assign, .. } => {
                        found.indices(refr);
                        found.exprs(assign.iter().map(|a| &a.value));
                    }
                    RuleHead::Set { refr, key, .. } => {
                        found.indices(refr);
                        found.exprs(key);
                    }
                    RuleHead::Func { args, assign, .. } => {
                        found.exprs(args);
                        found.exprs(assign.iter().map(|a| &a.value));
                    }
                }
                for RuleBody { assign, query, .. } in bodies {
                    found.exprs(assign.iter().map(|a| &a.value));
                    found.query(query);
                }
            }
            Rule::Default { value, .. } => found.expr(value),
        }
        found
    }

    /// The full path that a chain of names means, if it can mean a rule.
    fn resolve(&self, mut chain: Vec<String>) -> Option<String> {
        let first = chain.first()?.clone();
        if first == "data" {
            return Some(chain.join("."));
        }
        let start = match self.imports.get(&first) {
            Some(path) => path.clone(),
            None => format!("{}.{first}", self.package),
        };
        chain.splice(..1, [start]);
        Some(chain.join("."))
    }
}

fn head(rule: &Rule) -> &Expr {
    match rule {
        Rule::Spec {
            head: RuleHead::Compr { refr, .. } | RuleHead::Set { refr, .. } | RuleHead::Func { refr, .. },
            ..
        }
        | Rule::Default { refr, .. } => refr,
    }
}

/// The leading names of a reference, up to the first that is computed.
fn dotted(expr: &Expr) -> Vec<String> {
    match expr {
        Expr::Var { span, .. } => vec![span.text().to_owned()],
        Expr::RefDot { refr, field, .. } => extended(refr, Some(field.0.text().to_owned())),
        Expr::RefBrack { refr, index, .. } => extended(
            refr,
            match &**index {
                Expr::String { value, .. } | Expr::RawString { value, .. } => {
                    value.as_string().ok().map(|s| s.to_string())
                }
                _ => None,
            },
        ),
        _ => Vec::new(),
    }
}

fn extended(refr: &Expr, name: Option<String>) -> Vec<String> {
    let mut chain = dotted(refr);
    let whole = depth(refr) == chain.len();
    chain.extend(name.filter(|_| whole));
    chain
}

fn depth(expr: &Expr) -> usize {
    match expr {
        Expr::RefDot { refr, .. } | Expr::RefBrack { refr, .. } => depth(refr).saturating_add(1),
        _ => 1,
    }
}

struct Found<'s, 'a> {
    scope: &'s Scope<'a>,
    paths: BTreeSet<String>,
    /// Imports that are used as values, by local name.
    aliases: BTreeSet<String>,
}

impl Found<'_, '_> {
    fn exprs<'e>(&mut self, exprs: impl IntoIterator<Item = &'e Ref<Expr>>) {
        for expr in exprs {
            self.expr(expr);
        }
    }

    /// The computed parts of a rule's own head.
    fn indices(&mut self, head: &Expr) {
        match head {
            Expr::RefBrack { refr, index, .. } => {
                self.expr(index);
                self.indices(refr);
            }
            Expr::RefDot { refr, .. } => self.indices(refr),
            _ => {}
        }
    }

    fn expr(&mut self, expr: &Expr) {
        match expr {
            Expr::String { .. }
            | Expr::RawString { .. }
            | Expr::Number { .. }
            | Expr::Bool { .. }
            | Expr::Null { .. } => {}
            Expr::Var { .. } => self.path(expr),
            Expr::RefDot { refr, .. } => {
                self.path(expr);
                self.below(refr);
            }
            Expr::RefBrack { refr, index, .. } => {
                self.path(expr);
                self.below(refr);
                self.expr(index);
            }
            Expr::Array { items, .. } | Expr::Set { items, .. } => self.exprs(items),
            Expr::Object { fields, .. } => {
                for (_, key, value) in fields {
                    self.exprs([key, value]);
                }
            }
            Expr::ArrayCompr { term, query, .. } | Expr::SetCompr { term, query, .. } => {
                self.expr(term);
                self.query(query);
            }
            Expr::ObjectCompr { key, value, query, .. } => {
                self.exprs([key, value]);
                self.query(query);
            }
            Expr::Call { fcn, params, .. } => {
                self.paths.extend(self.scope.resolve(dotted(fcn)));
                self.exprs(params);
            }
            Expr::UnaryExpr { expr, .. } => self.expr(expr),
            Expr::BinExpr { lhs, rhs, .. }
            | Expr::BoolExpr { lhs, rhs, .. }
            | Expr::ArithExpr { lhs, rhs, .. }
            | Expr::AssignExpr { lhs, rhs, .. } => self.exprs([lhs, rhs]),
            Expr::Membership { key, value, collection, .. } => {
                self.exprs(key);
                self.exprs([value, collection]);
            }
        }
    }

    /// Inside a reference that is already noted: only its computed parts count.
    fn below(&mut self, expr: &Expr) {
        match expr {
            Expr::Var { .. } => {}
            Expr::RefDot { refr, .. } => self.below(refr),
            Expr::RefBrack { refr, index, .. } => {
                self.below(refr);
                self.expr(index);
            }
            other => self.expr(other),
        }
    }

    fn path(&mut self, expr: &Expr) {
        let chain = dotted(expr);
        self.aliases.extend(chain.first().filter(|name| self.scope.imports.contains_key(*name)).cloned());
        self.paths.extend(self.scope.resolve(chain));
    }

    fn query(&mut self, query: &Query) {
        for stmt in &query.stmts {
            match &stmt.literal {
                Literal::SomeVars { .. } => {}
                Literal::SomeIn { key, value, collection, .. } => {
                    self.exprs(key);
                    self.exprs([value, collection]);
                }
                Literal::Expr { expr, .. } | Literal::NotExpr { expr, .. } => self.expr(expr),
                Literal::Every { domain, query, .. } => {
                    self.expr(domain);
                    self.query(query);
                }
            }
            self.exprs(stmt.with_mods.iter().map(|with| &with.r#as));
        }
    }
}
