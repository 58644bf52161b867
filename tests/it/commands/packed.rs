//! Archives and searches: which mode counts, what is an option, what a list takes.

use super::expect;

pub(super) const TABLE: &[(&str, &str)] = &[
    // Behind the archive's name hardly anything is an option.
    ("unzip -o x.zip -p 's/*'", "read x.zip, extract x.zip"),
    ("unzip x.zip a -l", "read x.zip, extract x.zip"),
    ("unzip -p x.zip a", "output, read x.zip, read a"),
    ("unzip x.zip a -x b c -d out", "extract out, read x.zip"),
    ("unzip x.zip -dout", "extract out, read x.zip"),
    ("unzip -d out x.zip", "extract out, read x.zip"),
    ("unzip -x b x.zip", "NOT"),
    ("unzip x.zip -- -d .github", "NOT"),
    ("unzip -- x.zip -d .github", "NOT"),
    ("unzip - ../x.zip", "NOT"),
    ("unzip x.zip \"$x\"", "NOT"),
    ("unzip x.zip -d -x", "NOT"),
    ("unzip -Z1 x.zip", "output, read x.zip"),
    ("unzip -v x.zip", "output, read x.zip"),
    ("unzip -pv x.zip .env", "output, read x.zip, read .env"),
    ("zipinfo - ../x.zip", "NOT"),
    ("zipinfo -1 x.zip a -x b", "read x.zip"),
    // The last mode counts: the one that deletes.
    ("xz -t -d a.xz", "read a.xz, write a.xz, delete a.xz"),
    ("xz -l -d a.xz", "read a.xz, write a.xz, delete a.xz"),
    ("xz -t a.xz", "read a.xz"),
    ("xz -T0 -9e -k a", "read a, write a"),
    ("xz --files=x", "NOT"),
    ("bzip2 -t -d a.bz2", "read a.bz2, write a.bz2, delete a.bz2"),
    ("bzip2 -dc a.bz2", "read a.bz2"),
    ("zstd -t -d -f a.zst", "read a.zst, write a.zst, delete a.zst"),
    ("zstd -l a.zst", "read a.zst"),
    ("zstd --ultra -22 -T0 a", "read a, write a"),
    ("zstd --rm a", "NOT"),
    ("zstdcat a.zst", "read a.zst"),
    ("tar -xOf x.tar b", "read x.tar, output, read b"),
    ("tar xOf x.tar .env", "read x.tar, output, read .env"),
    ("tar -cOf .github/x src", "write .github/x, read src"),
    ("tar -czf o.tgz --no-recursion src", "write o.tgz, read src"),
    // Lists take all words to the next option.
    ("zip -r -x p b -q .github/o.zip src", "write .github/o.zip, read src follows"),
    ("zip -r -x p b @ .github/o.zip src", "NOT"),
    ("zip -r -i .env b -q o.zip src", "read found:**/.env, read found:**/b, write o.zip, read src follows"),
    ("zip -r o.zip src -x 'a/*' 'b/*'", "write o.zip, read src follows"),
    ("zip -r o.zip src -x $p", "NOT"),
    // A number that may be absent is a word of its own.
    ("ack -f /etc", "read /etc"),
    ("ack foo /etc", "read /etc"),
    ("ack -C $n foo", "NOT"),
    ("ack -C \"$n\" foo", "NOT"),
    ("ack -C 3 foo src", "read src"),
    ("ack --pager=x foo", "NOT"),
    ("ag -C \"$n\" foo", "NOT"),
    ("ag --after 3 ../x", "read ../x"),
    ("ag -A 3 foo src", "read src"),
    ("ag --context=3 foo", "read ."),
    ("grep --context 3 ../x a", "read ../x, read a"),
    ("grep --context=3 x a", "read a"),
    ("grep --no-group-separator -A2 x a", "read a"),
    ("rg --no-require-git --binary foo", "read ."),
    ("rg --hostname-bin x foo", "NOT"),
    ("fd --newer 1d --no-require-git", "list ."),
    ("fd --exec rm", "NOT"),
];

#[test]
fn archives_and_searches_are_understood() {
    expect(TABLE);
}
