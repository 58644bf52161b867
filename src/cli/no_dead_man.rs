//! Where there are no signals: the hook answers as an ordinary command does, with its own deadline and panic guard alone.

use std::time::Duration;

use crate::enforce::clients::Answer;

pub(super) fn arm(_limit: Duration) {}

pub(super) fn share_heap() {}

pub(super) fn last_words(_ended: &Answer, _late: &Answer) {}

pub(super) fn deadline(_limit: Duration) {}

pub(super) fn stand_by() {}

pub(super) fn hush() {}

pub(super) fn speak(_answer: &Answer) {}

pub(super) fn fall() {}
