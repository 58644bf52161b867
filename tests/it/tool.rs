//! The point `tool`: the policy judged from outside, and the hook on real repositories.

mod claude;
pub(crate) mod desk;
mod files;
mod fleet;
mod hook;
mod paths;
mod policy;
