//! Evaluates compiled policies. Doubt, `None`, ends it everywhere: it is never a value that a rule could negate.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::mem;

use super::code::{At, Code, Constant, Kind, List, Order, Program};
use crate::decide::engine::{Builtins, EngineValue as Value};

/// How many expressions are evaluated at most.
const STEPS: u32 = 4_000_000;

/// How deep rules may ask for each other.
const DEPTH: u32 = 64;

/// A value or `Undefined`; nothing where it is in doubt.
type Sure<T> = Option<T>;

/// The value of the program's entry; nothing where it is undefined or in doubt.
pub(super) fn run(program: &'static Program, input: Value) -> Option<Value> {
    let mut machine = Machine {
        program,
        input,
        constants: vec![None; program.constants.len()],
        rules: vec![Stand::Unknown; program.rules.len()],
        locals: Vec::new(),
        base: 0,
        steps: 0,
        depth: 0,
        builtins: Builtins::new(program.builtins)?,
    };
    let answer = machine.rule(program.entry)?;
    for rule in program.also {
        machine.rule(*rule)?;
    }
    Some(answer).filter(is_defined)
}

#[derive(Clone)]
enum Stand {
    Unknown,
    Asked,
    Known(Value),
}

struct Machine {
    program: &'static Program,
    input: Value,
    constants: Vec<Option<Value>>,
    rules: Vec<Stand>,
    /// The local names of the rule that is evaluated, from `base` on.
    locals: Vec<Value>,
    base: usize,
    steps: u32,
    depth: u32,
    builtins: Builtins,
}

impl Machine {
    fn list(&self, list: List) -> Sure<&'static [At]> {
        let start = usize::from(list.0);
        self.program.lists.get(start..start.checked_add(usize::from(list.1))?)
    }

    fn constant(&mut self, at: At) -> Sure<Value> {
        if let Some(Some(known)) = self.constants.get(usize::from(at)) {
            return Some(known.clone());
        }
        let value = match *self.program.constants.get(usize::from(at))? {
            Constant::Null => Value::Null,
            Constant::Bool(bool) => Value::from(bool),
            Constant::Number(number) => Value::from(number),
            Constant::Text(text) => Value::from(text),
            Constant::Array(list) => Value::from(self.constants_of(list)?),
            Constant::Set(list) => Value::from(self.constants_of(list)?.into_iter().collect::<BTreeSet<Value>>()),
            Constant::Object(list) => object(self.constants_of(list)?)?,
        };
        *self.constants.get_mut(usize::from(at))? = Some(value.clone());
        Some(value)
    }

    fn constants_of(&mut self, list: List) -> Sure<Vec<Value>> {
        self.list(list)?.iter().map(|at| self.constant(*at)).collect()
    }

    /// The value of a rule that is no function.
    fn rule(&mut self, at: At) -> Sure<Value> {
        match self.rules.get(usize::from(at))? {
            Stand::Known(value) => return Some(value.clone()),
            Stand::Asked => return None,
            Stand::Unknown => *self.rules.get_mut(usize::from(at))? = Stand::Asked,
        }
        let value = self.cases(at, self.locals.len())?;
        *self.rules.get_mut(usize::from(at))? = Stand::Known(value.clone());
        Some(value)
    }

    /// What all cases of a rule come to. Its arguments are the local names from `base` on. Two values for one name are in doubt.
    fn cases(&mut self, at: At, base: usize) -> Sure<Value> {
        let rule = self.program.rules.get(usize::from(at))?;
        let start = usize::from(rule.cases.0);
        let cases = self.program.cases.get(start..start.checked_add(usize::from(rule.cases.1))?)?;
        self.depth = self.depth.checked_add(1).filter(|depth| *depth <= DEPTH)?;
        let base = mem::replace(&mut self.base, base);
        self.locals.resize(self.base.checked_add(usize::from(rule.slots))?, Value::Undefined);
        let (mut set, mut one) = (BTreeSet::new(), Value::Undefined);
        for case in cases {
            let body = self.list(case.body)?;
            self.solve(body, &mut |machine| {
                let value = machine.defined(case.head)?;
                match rule.kind {
                    Kind::Set => _ = set.insert(value),
                    _ if !is_defined(&one) => one = value,
                    _ if one == value => {}
                    _ => return None,
                }
                Some(())
            })?;
        }
        if let (Value::Undefined, Some(default)) = (&one, rule.default) {
            one = self.defined(default)?;
        }
        self.locals.truncate(self.base);
        self.base = base;
        self.depth = self.depth.checked_sub(1)?;
        Some(if rule.kind == Kind::Set { Value::from(set) } else { one })
    }

    /// Calls `found` for each way in which the statements hold.
    fn solve(&mut self, body: &'static [At], found: &mut dyn FnMut(&mut Self) -> Sure<()>) -> Sure<()> {
        let Some((first, rest)) = body.split_first() else { return found(self) };
        let holds = match *self.program.codes.get(usize::from(*first))? {
            Code::Bind(slot, value) => {
                let value = self.value(value)?;
                let holds = is_defined(&value);
                self.bind(Some(slot), value)?;
                holds
            }
            Code::Holds(value) => is_true(&self.value(value)?),
            Code::Fails(value) => !is_true(&self.value(value)?),
            Code::Member(key, value, domain) => {
                let domain = self.value(domain)?;
                return each(&domain, &mut |k, v| {
                    self.bind(key, k)?;
                    self.bind(value, v)?;
                    self.solve(rest, found)
                });
            }
            Code::Every(key, value, domain, list) => {
                let domain = self.value(domain)?;
                let list = self.list(list)?;
                let mut all = is_defined(&domain);
                each(&domain, &mut |k, v| {
                    self.bind(key, k)?;
                    self.bind(value, v)?;
                    let mut any = false;
                    self.solve(list, &mut |_| {
                        any = true;
                        Some(())
                    })?;
                    all &= any;
                    Some(())
                })?;
                all
            }
            _ => return None,
        };
        if holds { self.solve(rest, found) } else { Some(()) }
    }

    fn bind(&mut self, slot: Option<At>, value: Value) -> Sure<()> {
        let Some(slot) = slot else { return Some(()) };
        *self.locals.get_mut(self.base.checked_add(usize::from(slot))?)? = value;
        Some(())
    }

    /// Where the value of a head, a member or a field must be there.
    fn defined(&mut self, at: At) -> Sure<Value> {
        self.value(at).filter(is_defined)
    }

    fn value(&mut self, at: At) -> Sure<Value> {
        self.steps = self.steps.checked_add(1).filter(|steps| *steps <= STEPS)?;
        Some(match *self.program.codes.get(usize::from(at))? {
            Code::Constant(at) => self.constant(at)?,
            Code::Local(slot) => self.locals.get(self.base.checked_add(usize::from(slot))?)?.clone(),
            Code::Input => self.input.clone(),
            Code::Rule(at) => self.rule(at)?,
            Code::Get(base, key) => {
                let key = self.value(key)?;
                if let Some(found) = self.looked_up(base, &key) {
                    return found.map_or(Some(Value::Undefined), |at| self.constant(at));
                }
                let base = self.value(base)?;
                match &base {
                    Value::Object(fields) => fields.get(&key).cloned().unwrap_or(Value::Undefined),
                    Value::Set(_) => return None,
                    base => base[&key].clone(),
                }
            }
            Code::Call(rule, list) => {
                let base = self.locals.len();
                match self.arguments(list)? {
                    true => self.cases(rule, base)?,
                    false => self.dropped(base),
                }
            }
            Code::Builtin(name, list) => {
                let base = self.locals.len();
                let given = self.arguments(list)?;
                let answer = self.locals.get(base..).filter(|_| given);
                let answer = answer.map(|arguments| self.builtins.call(usize::from(name), arguments));
                self.dropped(base);
                answer.unwrap_or(Some(Value::Undefined))?
            }
            Code::GetOr(base, key, default) => {
                let key = self.value(key)?;
                match self.looked_up(base, &key)? {
                    Some(at) => self.constant(at)?,
                    None => self.value(default)?,
                }
            }
            Code::Array(list) => Value::from(self.values(list)?),
            Code::Set(list) => Value::from(self.values(list)?.into_iter().collect::<BTreeSet<Value>>()),
            Code::Object(list) => object(self.values(list)?)?,
            Code::EachIn(term, list) => {
                let (body, mut values) = (self.list(list)?, Vec::new());
                self.solve(body, &mut |machine| {
                    values.push(machine.defined(term)?);
                    Some(())
                })?;
                Value::from(values)
            }
            Code::SetOf(term, list) => {
                let (body, mut values) = (self.list(list)?, BTreeSet::new());
                self.solve(body, &mut |machine| {
                    values.insert(machine.defined(term)?);
                    Some(())
                })?;
                Value::from(values)
            }
            Code::Compare(order, left, right) => compared(order, &self.value(left)?, &self.value(right)?)?,
            Code::Minus(left, right) => match (self.value(left)?, self.value(right)?) {
                (Value::Undefined, _) | (_, Value::Undefined) => Value::Undefined,
                (Value::Set(left), Value::Set(right)) => {
                    Value::from(left.iter().filter(|v| !right.contains(v)).cloned().collect::<BTreeSet<Value>>())
                }
                (left, right) => Value::from(left.as_i64().ok()?.checked_sub(right.as_i64().ok()?)?),
            },
            Code::Within(value, collection) => {
                let value = self.value(value)?;
                if let Some(found) = self.listed(collection, &value) {
                    return Some(Value::from(found));
                }
                Value::from(match self.value(collection)? {
                    Value::Array(items) => items.contains(&value),
                    Value::Set(items) => items.contains(&value),
                    Value::Object(fields) => fields.values().any(|field| *field == value),
                    _ => false,
                })
            }
            Code::Bind(..) | Code::Holds(_) | Code::Fails(_) | Code::Member(..) | Code::Every(..) => return None,
        })
    }

    /// What a known table holds under a text, without making the table. Nothing where it is no table or the key no text.
    fn looked_up(&self, base: At, key: &Value) -> Sure<Option<At>> {
        let Code::Constant(base) = *self.program.codes.get(usize::from(base))? else { return None };
        let Constant::Object(list) = *self.program.constants.get(usize::from(base))? else { return None };
        let Value::String(key) = key else { return None };
        let (mut fields, rest) = self.list(list)?.as_chunks::<2>();
        if !rest.is_empty() {
            return None;
        }
        while let Some((before, [[name, value], after @ ..])) = fields.split_at_checked(fields.len() / 2) {
            let Constant::Text(name) = *self.program.constants.get(usize::from(*name))? else { return None };
            fields = match (**key).cmp(name) {
                Ordering::Less => before,
                Ordering::Equal => return Some(Some(*value)),
                Ordering::Greater => after,
            };
        }
        Some(None)
    }

    /// Whether a text is in a known set or list of texts, without making it. Nothing where they are no texts.
    fn listed(&self, collection: At, value: &Value) -> Sure<bool> {
        let Code::Constant(at) = *self.program.codes.get(usize::from(collection))? else { return None };
        let (Constant::Set(list) | Constant::Array(list)) = *self.program.constants.get(usize::from(at))? else {
            return None;
        };
        let Value::String(value) = value else { return None };
        let mut found = false;
        for at in self.list(list)? {
            let Constant::Text(text) = *self.program.constants.get(usize::from(*at))? else { return None };
            found |= **value == *text;
        }
        Some(found)
    }

    fn values(&mut self, list: List) -> Sure<Vec<Value>> {
        self.list(list)?.iter().map(|at| self.defined(*at)).collect()
    }

    /// Puts the arguments of a call behind the local names. False where one of them is undefined: then so is the call.
    fn arguments(&mut self, list: List) -> Sure<bool> {
        let mut given = true;
        for at in self.list(list)? {
            let value = self.value(*at)?;
            given &= is_defined(&value);
            self.locals.push(value);
        }
        Some(given)
    }

    /// Without the local names from `base` on, nothing is left.
    fn dropped(&mut self, base: usize) -> Value {
        self.locals.truncate(base);
        Value::Undefined
    }
}

fn is_defined(value: &Value) -> bool {
    !matches!(value, Value::Undefined)
}

fn is_true(value: &Value) -> bool {
    !matches!(value, Value::Undefined | Value::Bool(false))
}

fn compared(order: Order, left: &Value, right: &Value) -> Sure<Value> {
    if !is_defined(left) || !is_defined(right) {
        return Some(Value::Undefined);
    }
    if !matches!(order, Order::Equal | Order::Unequal) && mem::discriminant(left) != mem::discriminant(right) {
        return None;
    }
    Some(Value::from(match order {
        Order::Equal => left == right,
        Order::Unequal => left != right,
        Order::Less => left < right,
        Order::AtMost => left <= right,
        Order::More => left > right,
        Order::AtLeast => left >= right,
    }))
}

/// Keys and values by turns.
fn object(items: Vec<Value>) -> Sure<Value> {
    let mut object = Value::new_object();
    let fields = object.as_object_mut().ok()?;
    let mut items = items.into_iter();
    while let (Some(key), Some(value)) = (items.next(), items.next()) {
        if fields.insert(key, value).is_some() {
            return None;
        }
    }
    Some(object)
}

/// Each member of a collection, as key and value; nothing has none.
fn each(domain: &Value, visit: &mut dyn FnMut(Value, Value) -> Sure<()>) -> Sure<()> {
    match domain {
        Value::Array(items) => items.iter().enumerate().try_for_each(|(at, item)| visit(Value::from(at), item.clone())),
        Value::Set(items) => items.iter().try_for_each(|item| visit(item.clone(), item.clone())),
        Value::Object(fields) => fields.iter().try_for_each(|(key, field)| visit(key.clone(), field.clone())),
        Value::Undefined => Some(()),
        _ => None,
    }
}
