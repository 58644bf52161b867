//! What redirections read and write.

use super::arguments::{arg, printed};
use super::shell::Reader;
use super::steps::Folders;
use super::streams::takes_over;
use crate::model::{Effect, EffectKind, Form, Redirection, RedirectionKind, Subject};
use crate::shell;

impl Reader<'_> {
    pub(super) fn redirection(&mut self, text: &str, redirection: &Redirection, folders: &Folders) {
        use RedirectionKind as R;
        if takes_over(redirection, self.kept) {
            let span = redirection.target.as_ref().map(|target| target.span).unwrap_or_default();
            self.gap(text, span, "an output that may be a file which is read".to_owned(), None);
        }
        let kinds: &[EffectKind] = match redirection.kind {
            R::Read => &[EffectKind::Read],
            R::Write | R::Append | R::Clobber => &[EffectKind::Write],
            R::ReadWrite => &[EffectKind::Read, EffectKind::Write],
            R::Duplicate | R::Close | R::HereDocument | R::HereString => &[],
        };
        let Some(target) = redirection.target.as_ref().filter(|_| !kinds.is_empty()) else {
            return;
        };
        let target_arg = arg(target);
        if target_arg.text.starts_with("/dev/tcp/") || target_arg.text.starts_with("/dev/udp/") {
            return self.does(Effect::on(EffectKind::NetworkSend, target_arg.subject()), None, folders);
        }
        if kinds.contains(&EffectKind::Write) && target_arg.is_dashed() {
            self.gap(text, target.span, shell::DASHED.to_owned(), None);
        }
        let names = printed(target).filter(|_| redirection.kind == R::Read && !target.splits);
        if let Some(patterns) = names.and_then(|it| self.names(&it.commands, it.looped, !it.whole, target, folders)) {
            for text in patterns {
                let subject = Subject { text, form: Form::Found, span: target.span };
                self.does(Effect::on(EffectKind::Read, subject), None, folders);
            }
            return;
        }
        if target.splits {
            self.gap(text, target.span, "a redirection to several words, or none".to_owned(), None);
        }
        for kind in kinds {
            self.does(Effect::on(*kind, target_arg.subject()), None, folders);
        }
    }
}
