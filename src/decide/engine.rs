//! The policy engine: the only file that names regorus.
//!
//! Interpreter with strict builtin errors, on a thread with a known stack and a time limit.

use std::num::NonZeroU32;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use regorus::Engine;
use regorus::utils::limits::ExecutionTimerConfig;
use serde_json::Value;

use super::sources::Sources;
use super::{Failure, callgraph};

pub(super) use regorus::Value as EngineValue;
pub(super) use regorus::unstable as ast;

/// The stack of the evaluating thread, in bytes: far more than a policy without recursion can use.
const STACK: usize = 32 << 20;

/// What the caller waits beyond the cooperative time limit, which a builtin can overrun.
const GRACE: Duration = Duration::from_millis(500);

/// How long loading and all policy tests together may take.
const LOAD_LIMIT: Duration = Duration::from_secs(5);
const TESTS_LIMIT: Duration = Duration::from_secs(1_200);

/// How a policy test ended.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum TestOutcome {
    /// The rule is true.
    Passed,
    /// The rule is false or undefined.
    Failed,
    /// The rule can't be evaluated.
    Errored(String),
}

/// A policy test: a rule whose name starts with `test_`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TestResult {
    /// The rule's full path, such as `data.merge.paths_test.test_forbidden`.
    pub name: String,
    /// How it ended.
    pub outcome: TestOutcome,
}

/// Policies and data of one point, loaded and checked once; each evaluation works on a copy.
#[derive(Clone)]
pub(super) struct Loaded(Engine);

impl std::fmt::Debug for Loaded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Loaded")
    }
}

/// Loads modules and data, refuses what could not be evaluated safely.
pub(super) fn load(sources: Sources) -> Result<Loaded, Failure> {
    bounded(LOAD_LIMIT, move |answer| {
        answer(engine(sources).map(|mut engine| {
            // The engine schedules statements before its first evaluation. There is no rule of this name, so that it only
            // does that, once for all copies; what goes wrong in it goes wrong again when a rule is evaluated.
            let _ = engine.eval_rule(String::new());
            Loaded(engine)
        }));
    })
}

/// The value of `query` under the given policies and input.
pub(super) fn evaluate(policies: Loaded, input: &Value, query: String, limit: Duration) -> Result<Value, Failure> {
    let input = input.clone();
    bounded(limit, move |answer| {
        let Loaded(mut engine) = policies;
        engine.set_execution_timer_config(timer(limit));
        engine.set_input(regorus::Value::from(input));
        answer(match engine.eval_rule(query) {
            Err(error) => Err(failed(&error, limit)),
            Ok(regorus::Value::Undefined) => Err(Failure::Undefined),
            Ok(value) => serde_json::to_value(&value).map_err(|e| Failure::Answer(e.to_string())),
        });
    })
}

/// Runs every `test_…` rule whose path contains `filter`.
pub(super) fn run_tests(sources: Sources, filter: String) -> Result<Vec<TestResult>, Failure> {
    let Loaded(mut engine) = load(sources)?;
    bounded(TESTS_LIMIT, move |answer| {
        let tests = callgraph::rule_paths(engine.get_modules())
            .into_iter()
            .filter(|path| path.rsplit('.').next().is_some_and(|name| name.starts_with("test_")))
            .filter(|path| path.contains(&filter))
            .collect::<Vec<_>>();
        answer(Ok(tests
            .into_iter()
            .map(|name| {
                // An engine of its own: a rule that fails leaves half-evaluated packages behind.
                let outcome = match engine.clone().eval_rule(name.clone()) {
                    Ok(value) if value == regorus::Value::from(true) => TestOutcome::Passed,
                    Ok(_) => TestOutcome::Failed,
                    Err(error) => TestOutcome::Errored(format!("{error:#}")),
                };
                TestResult { name, outcome }
            })
            .collect()));
    })
}

/// The engine's builtins, for compiled policies.
pub(super) struct Builtins {
    /// By their places in the table of names; nothing for what is not a function of its arguments alone.
    functions: Vec<Option<ast::BuiltinFcn>>,
    span: ast::Span,
    /// What stands for the arguments in an error's message, which nobody reads.
    params: Vec<ast::Ref<ast::Expr>>,
}

impl Builtins {
    pub(super) fn new(names: &[&str]) -> Option<Self> {
        let function = |name: &&str| ast::BUILTINS.get(name).filter(|_| ast::must_cache(name).is_none()).copied();
        let functions = names.iter().map(function).collect();
        let source = ast::Source::from_contents(String::new(), String::new()).ok()?;
        let span = ast::Span { source, line: 0, col: 0, start: 0, end: 0 };
        let param = ast::Ref::new(ast::Expr::Null { span: span.clone(), value: EngineValue::Null, eidx: 0 });
        Some(Self { functions, span, params: vec![param; 4] })
    }

    /// What the builtin at this place gives. Nothing where it fails.
    pub(super) fn call(&self, at: usize, arguments: &[EngineValue]) -> Option<EngineValue> {
        let (function, _) = (*self.functions.get(at)?)?;
        function(&self.span, self.params.get(..arguments.len())?, arguments, true).ok()
    }
}

fn engine(sources: Sources) -> Result<Engine, Failure> {
    let mut engine = Engine::new();
    engine.set_strict_builtin_errors(true);
    for (path, text) in sources.modules {
        engine.add_policy(path, text).map_err(|e| Failure::Bundle(format!("{e:#}")))?;
    }
    for (name, text) in sources.data {
        let file = regorus::Value::from_json_str(&text).map_err(|e| Failure::Bundle(format!("{name}: {e:#}")))?;
        let mut data = regorus::Value::new_object();
        if let Ok(data) = data.as_object_mut() {
            data.insert("data".into(), file);
        }
        engine.add_data(data).map_err(|e| Failure::Bundle(format!("{name}: {e:#}")))?;
    }
    if sources.checked {
        return Ok(engine);
    }
    if let Some(cycle) = callgraph::find_cycle(engine.get_modules()) {
        return Err(Failure::Recursion(cycle.join(" → ")));
    }
    if let Some(misuse) = callgraph::find_import_in_function(engine.get_modules()) {
        return Err(Failure::Bundle(misuse));
    }
    Ok(engine)
}

fn timer(limit: Duration) -> ExecutionTimerConfig {
    ExecutionTimerConfig { limit, check_interval: NonZeroU32::MIN }
}

fn failed(error: &impl std::fmt::Display, limit: Duration) -> Failure {
    let text = format!("{error:#}");
    if text.contains("execution exceeded time limit") {
        return Failure::Timeout(limit.as_millis());
    }
    Failure::Evaluation(text)
}

/// Runs `work` on a thread of its own. It hands in its answer before it cleans up, which nobody waits for; one that never
/// comes back is left behind: the process is about to end.
fn bounded<T: Send + 'static>(
    limit: Duration,
    work: impl FnOnce(&dyn Fn(Result<T, Failure>)) + Send + 'static,
) -> Result<T, Failure> {
    let (sender, receiver) = mpsc::sync_channel(1);
    let thread = thread::Builder::new()
        .name("policy".to_owned())
        .stack_size(STACK)
        .spawn(move || {
            work(&|answer| {
                let _ = sender.send(answer);
            });
        })
        .map_err(|e| Failure::Panic(format!("no thread could be started: {e}")))?;
    match receiver.recv_timeout(limit + GRACE) {
        Ok(result) => result,
        Err(RecvTimeoutError::Timeout) => Err(Failure::Timeout(limit.as_millis())),
        Err(RecvTimeoutError::Disconnected) => Err(Failure::Panic(panic_text(thread.join()))),
    }
}

fn panic_text(end: thread::Result<()>) -> String {
    let Err(payload) = end else { return "it ended without an answer".to_owned() };
    payload
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| payload.downcast_ref::<&str>().map(|s| (*s).to_owned()))
        .unwrap_or_else(|| "without a message".to_owned())
}
