#!/usr/bin/env bash
# Proves that each check of lint.sh can turn red, and that innocent look-alikes stay green.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/salesync-lint.XXXXXX")
trap 'rm -rf "$work"' EXIT
tree=$work/tree
tried=() wrong=0

# Writes the standard input to a file of the tree.
put() { mkdir -p "$tree/$(dirname "$1")"; cat >"$tree/$1"; }

complain() { wrong=$((wrong + 1)); echo "$1" >&2; }

# A tree that resembles ours, full of look-alikes of what is forbidden.
innocent() {
    rm -rf "$tree"
    put Package.swift <<<'// swift-tools-version: 6.2'
    put Sources/Contracts/Money.swift <<<$'import Foundation\n\n/// Won, never public money.\npackage struct Money {}'
    put Sources/SaleService/Rules/Tax.swift <<<$'import Contracts\nimport Foundation\n\nfunc vat(at now: Int) -> Int { now }'
    put Sources/SaleService/SalesSQL.swift <<'END'
import Platform

/// Held for update by the head row, never by FOR UPDATE.
func serialNumber() -> String { "SELECT number FROM serials WHERE known = $1" }
END
    put Sources/SaleService/Receipts.swift <<'END'
import Contracts
import Hummingbird
import Platform

let publicKey = "Cache-Control: public, max-age=60"

func print(_ receipt: String) -> String { receipt }

func reprint(_ sales: Sales) -> String { sales.print("original") }
END
    put Sources/Platform/Clock.swift <<<$'import Contracts\nimport GRDB\n\nlet started = Timestamp.now'
    put Sources/Salesync/Salesync.swift <<<$'import SaleService\nimport StoreService\n\nprint("ready")'
    put Tests/SaleServiceTests/TaxTests.swift <<<$'@testable import SaleService\n\nfunc `VAT is an eleventh of the total`() {}'
    put web/api.js <<<'const answer = await fetch(path);'
    put web/cart.js <<<$'class Cart { #add = 1; sum() { return this.#add; } }\nprefetch(1); if (node.innerHTML === "") cart.fetch("/#/orders");'
    put web/styles/tokens.css <<<':root { --ink: #1f2328; --paper: oklch(0.99 0 0); }'
    put web/styles/base.css <<<$'#add:focus { color: var(--ink); }\n* { margin: 0; }'
}

# An offender for a check: the file comes from the standard input, and the check must name it.
offends() {
    local check=$1 file=$2 output
    innocent
    put "$file"
    tried+=("$check")
    if output=$("$here/lint.sh" --only "$check" "$tree"); then
        complain "$check does not see the offender in $file: $(head -n 3 "$tree/$file")"
    elif [[ $output != *"$file"* ]]; then
        complain "$check fails without naming $file: $output"
    fi
}

innocent
if ! output=$("$here/lint.sh" "$tree"); then complain "an innocent tree is not green: $output"; fi

offends format Sources/SaleService/Sales.swift <<<'func a() { let b = c! }'
offends format Tests/SaleServiceTests/T.swift <<<$'struct T {\n  var x = 1\n}'
offends rules_imports Sources/SaleService/Rules/Price.swift <<<'import Platform'
offends rules_imports Sources/OrderService/Rules/Deep/Price.swift <<<'package import struct Hummingbird.Request'
offends room_imports Sources/SaleService/Sales.swift <<<'import GRDB'
offends room_imports Sources/SaleService/Sales.swift <<<'@preconcurrency import AsyncHTTPClient'
offends room_imports Sources/OrderService/Orders.swift <<<'import CLibPQ'
offends room_imports Sources/ItemService/Items.swift <<<'internal import CRDKafka'
offends room_imports Sources/SaleService/Sales.swift <<<'import OrderService'
offends room_imports Sources/WebGateway/Screens.swift <<<'import struct StoreService.Stores'
offends platform_imports Sources/Platform/Bus.swift <<<'import OrderService'
offends contracts_imports Sources/Contracts/Item.swift <<<'import NIOCore'
offends portable_sql Sources/SaleService/SalesSQL.swift <<<'let q = "SELECT id::text FROM sales"'
offends portable_sql Sources/SaleService/SalesSQL.swift <<<'let q = "UPDATE sales SET at = now()"'
offends portable_sql Sources/SaleService/SalesSQL.swift <<<'let q = "CREATE TABLE s (id BIGSERIAL)"'
offends portable_sql Sources/SaleService/SalesSQL.swift <<<"let q = \"SELECT data->>'name' FROM sales\""
offends portable_sql Sources/SaleService/SalesSQL.swift <<<"let q = \"SELECT data -> 'name' FROM sales\""
offends portable_sql Sources/SaleService/SalesSQL.swift <<<'let q = "SELECT id FROM sales WHERE name ILIKE 1"'
offends portable_sql Sources/SaleService/SalesSQL.swift <<<'let q = "SELECT id FROM sales FOR UPDATE"'
offends access Sources/Contracts/Item.swift <<<'public struct Item {}'
offends access Sources/SaleService/Sales.swift <<<'    public private(set) static var count = 0'
offends access Sources/SaleService/Sales.swift <<<'open class Sales {}'
offends print Sources/SaleService/Sales.swift <<<'    print("sold")'
offends print Sources/Platform/Bus.swift <<<'if lost { print(event) }'
offends file_size Sources/SaleService/Sales.swift < <(seq -f '// %g' 301)
offends file_size web/sales.js < <(seq -f '// %g' 301)
offends file_size Tests/SaleServiceTests/SalesTests.swift < <(seq -f '// %g' 401)
offends unfinished Sources/SaleService/Sales.swift <<<'// TODO: refunds'
offends unfinished web/sales.js <<<'/* FIXME */'
offends crashes Sources/SaleService/Sales.swift <<<'let a = try! b()'
offends crashes Sources/SaleService/Sales.swift <<<'let a = b as! Int'
offends crashes Sources/SaleService/Sales.swift <<<'fatalError("never")'
offends pure_rules Sources/SaleService/Rules/Day.swift <<<'let a = Date()'
offends pure_rules Sources/SaleService/Rules/Day.swift <<<'let a = UUID()'
offends pure_rules Sources/SaleService/Rules/Day.swift <<<'let a = Timestamp.now'
offends pure_rules Sources/SaleService/Rules/Day.swift <<<'let a = sold(at: .now)'
offends pure_rules Sources/SaleService/Rules/Day.swift <<<'let a = Int.random(in: 0..<2)'
offends web_markup web/sales.js <<<'row.innerHTML = name;'
offends web_markup web/sales.js <<<'row.insertAdjacentHTML("beforeend", name);'
offends web_fetch web/elements/sales.js <<<'const answer = await fetch("/bff/till");'
offends web_fetch web/elements/sales.js <<<'window.fetch("/bff/till");'
offends web_colours web/styles/till.css <<<'.till { color: #fff; }'
offends web_colours web/styles/till.css <<<'.till { background: rgb(0 0 0 / 0.5); }'
offends web_colours web/styles/till.css <<<'.till { color: oklch(0.2 0 0); }'
offends web_colours web/chart.js <<<"bar.style.fill = '#ff8800';"

innocent
put Sources/SaleService/Sales.swift <<<'import GRDB'
if "$here/lint.sh" "$tree" >/dev/null; then complain "the whole lint is green in spite of an offender"; fi

while read -r check; do
    [[ " ${tried[*]} " == *" $check "* ]] || complain "nobody has seen $check fail: give it an offender here"
done < <("$here/lint.sh" --list)

# The same for the rules: a rule without a test, without a sentence, and a tree without rules are refused.
rule_file=Sources/SaleService/Rules/SaleRejection.swift
rules_pass() { "$here/rules.py" --check "$tree" >/dev/null; }
innocent
if rules_pass; then complain "rules.py passes a tree without rules"; fi
put Tests/SaleServiceTests/SaleRulesTests.swift <<'END'
@Test func `a sale is paid once`() {}
END
put $rule_file <<<$'enum SaleRejection: Rejection {\n    /// A sale is paid once.\n    case alreadyPaid(SaleID)\n}'
if ! rules_pass; then complain "rules.py does not find the test of a rule"; fi
put $rule_file <<<$'enum SaleRejection: Rejection {\n    /// A sale is paid once.\n    case alreadyPaid\n    case b\n}'
if rules_pass; then complain "rules.py passes a rule without a sentence"; fi
put $rule_file <<<$'enum SaleRejection: Rejection {\n    /// A sale is paid\n    /// twice.\n    case alreadyPaid\n}'
if rules_pass; then complain "rules.py passes a rule without a test"; fi

# And for the product's sentences: a row that names nothing, or something that is not there, is refused.
coverage_pass() { "$here/coverage.py" --check "$tree" >/dev/null; }
put $rule_file <<<$'enum SaleRejection: Rejection {\n    /// A sale is paid once.\n    case alreadyPaid\n}'
put docs/product-coverage.md <<<'| A sale is paid once | `already-paid` `a sale is paid once` `docs/product-coverage.md#paid once` |'
if ! coverage_pass; then complain "coverage.py does not find a rule, a test or a file"; fi
for reference in '' '`sold-twice`' '`a sale is paid twice`' '`docs/absent.md`' ; do
    put docs/product-coverage.md <<<"| A sale is kept | $reference |"
    if coverage_pass; then complain "coverage.py passes the row: $reference"; fi
done

[[ $wrong == 0 ]] || { echo "lint selftest: $wrong faults" >&2; exit 1; }
echo "lint selftest: ${#tried[@]} offenders seen, the innocent tree is green"
