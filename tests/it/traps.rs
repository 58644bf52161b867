//! Every trap of the merge gate, each with the honest change that looks like it and must pass.

mod beyond;
mod checks;
mod documents;
mod history;
mod measure;
mod names;
mod own_files;
mod review;
pub(crate) mod scale;
