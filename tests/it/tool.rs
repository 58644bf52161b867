//! The point `tool`: the policy judged from outside, and the hook on real repositories.

mod brought;
mod calls;
mod classes;
mod claude;
mod compiled;
mod copies;
pub(crate) mod desk;
mod dialects;
mod environment;
mod families;
mod files;
mod fleet;
mod folders;
mod found;
mod golden;
mod heard;
mod hook;
mod interactive;
mod links;
mod listings;
mod paths;
mod policy;
mod repositories;
mod rules;
mod runs;
mod searches;
mod traps;
