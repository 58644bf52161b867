//! Proof that the policies say what they should: their own tests.

use crate::decide::{self, Bundle, Failure, TestOutcome, TestResult};
use crate::model::Point;

/// The policy tests of every point.
#[derive(Clone, Debug, Default)]
pub struct PolicyReport {
    /// Every test, by name.
    pub results: Vec<TestResult>,
}

impl PolicyReport {
    /// How many tests passed.
    #[must_use]
    pub fn passed(&self) -> usize {
        self.results.iter().filter(|r| r.outcome == TestOutcome::Passed).count()
    }

    /// How many did not.
    #[must_use]
    pub fn failed(&self) -> usize {
        self.results.len().saturating_sub(self.passed())
    }
}

/// Runs the policy tests of every point whose name contains `filter`.
///
/// # Errors
///
/// A [`Failure`] where policies do not load.
pub fn run_policy_tests(bundle: &Bundle, filter: &str) -> Result<PolicyReport, Failure> {
    let mut report = PolicyReport::default();
    for point in Point::ALL {
        report.results.extend(decide::test_policies(bundle, *point, filter)?);
    }
    Ok(report)
}
