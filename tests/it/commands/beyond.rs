//! Values and operands that reach further than they seem to: each with an honest twin.

use super::expect;

pub(super) const TABLE: &[(&str, &str)] = &[
    // What stands behind `--` belongs to another program.
    ("dmypy run -- --strict src", "run.typecheck, read src"),
    ("dmypy run -- --html-report=.github src", "run.typecheck, write .github, read src"),
    ("hatch fmt", "run.format, write ."),
    ("hatch fmt .claude/x.py", "run.format, write .claude/x.py"),
    ("hatch fmt --check src", "run.lint, read src"),
    ("hatch fmt --check -- --output-file=.github/x", "NOT"),
    ("node --run test", "run.task test, output"),
    ("node --run test -- --outputFile=.github/x", "run.task test, write .github/x, output"),
    ("node --run lint -- --nosuch", "NOT"),
    // An option that takes all words behind it.
    ("pre-commit run --files src/a.py CLAUDE.md", "write src/a.py, run.lint, write CLAUDE.md"),
    ("pre-commit run black", "run.lint"),
    // What names a folder where something is written.
    ("pytest --rootdir=.github", "write .github, run.test"),
    ("mocha test", "run.test, read test"),
    ("tsc .claude/x.ts", "run.typecheck, write .claude/x.ts"),
    ("tsc --noEmit .claude/x.ts", "run.typecheck, read .claude/x.ts"),
    ("tsc --outDir dist src/a.ts", "write dist, run.typecheck, read src/a.ts"),
    ("esbuild --outdir=. .github/x=src/a.js", "NOT"),
    ("esbuild --outdir=dist src/a.js", "write dist, run.build, read src/a.js"),
    ("dart compile exe .github/x.dart", "run.build, write exe, write .github/x.dart"),
    ("rails g task ../../.github/x", "run.generate, write task, write ../../.github/x"),
    ("rails destroy model User", "run.generate, delete model, delete User"),
    ("npm run build -- --json .github/x", "run.task build, write .github/x, read .github/x"),
    ("npm test -- --json", "run.test"),
    ("prisma format --schema=.github/x", "write .github/x, run.lint"),
    ("prisma format --check --schema=x", "run.config x, run.lint"),
    ("markdownlint-cli2 --fix :CLAUDE.md", "run.format, write CLAUDE.md"),
    ("markdownlint-cli2 docs/a.md", "run.lint, read docs/a.md"),
    ("nx lint web --fix CLAUDE.md", "run.lint, write CLAUDE.md"),
    ("mktemp -t x.XXXX", "create /tmp/tmp.XXXXXXXXXX"),
    ("mktemp x.XXXX", "create x.XXXX"),
    // What deletes.
    ("jest --clearCache", "run.test"),
    ("jest --clearCache --cacheDirectory=src", "delete src, run.test"),
    ("jest --cacheDirectory=.jest", "write .jest, run.test"),
    ("bun pm cache", "system.info"),
    ("bun pm cache rm", "system.info, system.change rm"),
    // What prints a file, or what may hold tokens.
    ("jq -R . .env --args x", "read .env, read x"),
    ("jq -n . --args x", "read x"),
    ("yq ea 'load_str(\".env\")' a.yml", "NOT"),
    ("yq ea . a.yml", "read . maybe, read a.yml"),
    ("pytest --doctest-glob=.env", "read found:**/.env, run.test"),
    ("pytest --doctest-glob=*.md", "read found:**/*.md, run.test"),
    ("bundle env", "environment.read"),
    ("bundle show", "system.info"),
    ("bun build --env=inline src/a.ts", "NOT"),
    ("systemctl show x", "environment.read"),
    ("systemctl status x", "system.info"),
    // What runs code.
    ("ruby -v", "output"),
    ("ruby -v x.rb", "NOT"),
    ("npm exec", "run.inline"),
    ("npm x", "run.inline"),
    ("npm exec tsc", "run.typecheck"),
    ("npm exec -c 'ls'", "script ls"),
    ("jest --coverageReporters=./x.js", "run.script ./x.js, run.test"),
    ("jest --coverageReporters=text", "run.test"),
    ("vitest run --coverage.reporter=./x.js", "run.script ./x.js, run.test"),
    ("vitest --coverage.reporter=text,lcov", "run.test"),
    ("prettier --parser ./x.js a.js", "run.script ./x.js, run.lint, read a.js"),
    ("prettier --parser babel a.js", "run.lint, read a.js"),
    ("rollup -c -p 'json=x`y`'", "run.config, run.script json=x`y`, run.build"),
    ("npm run lint -- --format ./x.js", "run.task lint, run.script ./x.js"),
    ("npm run lint -- --format stylish", "run.task lint"),
    ("npm test -- --env=./x.js", "run.test, run.script ./x.js"),
    ("npm test -- --env=jsdom", "run.test"),
    ("nx lint web --format=./x.js", "run.script ./x.js, run.lint"),
    ("cspell -c ./x.js docs", "run.config ./x.js, run.lint, read docs"),
    ("cspell link add x", "config.write"),
    ("markdownlint -c x.cjs docs", "run.config x.cjs, run.lint, read docs"),
    // What package managers paste into a script.
    ("pnpm test -- -t 'a$(rm x)'", "NOT"),
    ("npm test -- -t 'a`rm x`'", "NOT"),
    ("npm test -- -t 'renders <b> (a|b); c'", "run.test"),
    ("npm test -- -t \"$x\"", "run.test"),
    ("nx test web --grep 'a;rm x'", "NOT"),
    ("nx test web -t 'shows a list'", "run.test"),
    // What git is asked for a workspace.
    ("pnpm --filter '[--output=.github/x]' test", "NOT"),
    ("pnpm --filter '...[origin/main]' test", "run.task test"),
    ("pnpm -F '!./packages/*' -F @app/web... lint", "run.task lint"),
    // Lists of what there is, and ports.
    ("rake -T", "system.info"),
    ("rake -T db", "system.info"),
    ("rake -n test", "run.task test"),
    ("lsof -ti:3000", "process.list"),
    ("lsof -i@x.y", "NOT"),
    // Numbers of arguments.
    ("tsc --noEmit false .claude/x.ts", "NOT"),
    ("prettier --check false CLAUDE.md", "NOT"),
    ("jest --watchAll=false", "run.test"),
    ("codespell -q 3 docs", "run.lint, read docs"),
    ("codespell -q", "NOT"),
];

#[test]
fn values_that_reach_further_are_known() {
    expect(TABLE);
}
