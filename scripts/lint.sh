#!/usr/bin/env bash
# Style, and who may know whom: lint.sh [--only CHECK] [ROOT]. `lint.sh --list` names the checks.
# Each check is one function that prints what it finds as FILE:LINE: TEXT; scripts/lint-selftest.sh proves each can fail.
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

rooms='StoreService|ItemService|OrderService|SaleService|DashboardService|ConsultingService|WebGateway'
import='^[[:space:]]*(@[A-Za-z_]+[[:space:]]+)*((package|internal|private|fileprivate|public)[[:space:]]+)?import[[:space:]]+((struct|class|enum|protocol|func|var|let|typealias)[[:space:]]+)?'

# The Swift files below some folders, NUL-separated; folders that do not exist yet are passed over.
swift_in() {
    local folder
    for folder in "$@"; do
        if [[ -d $folder ]]; then find "$folder" -name '*.swift' -print0; fi
    done | sort -z
}

# grep over the files on standard input, as FILE:LINE:TEXT, without lines that are comments.
find_code() { xargs -0 -r grep -HnE "$@" | grep -vE '^[^:]+:[0-9]+:[[:space:]]*(//|/\*|\*[[:space:]][^{]*$)'; }

check_format() { # swift format is content (make fmt mends most)
    local targets=()
    for target in Sources Tests Package.swift; do if [[ -e $target ]]; then targets+=("$target"); fi; done
    swift format lint --strict -r -p --configuration "$here/../.swift-format" "${targets[@]}" 2>&1
}

check_rules_imports() { # rules import Contracts and Foundation only
    find Sources -path '*/Rules/*' -name '*.swift' -print0 | find_code "$import" |
        grep -vE 'import[[:space:]]+((struct|enum|func|class)[[:space:]]+)?(Contracts|Foundation)([[:space:].]|$)'
}

check_room_imports() { # a room imports neither a driver nor another room
    local room
    for room in ${rooms//|/ }; do
        swift_in "Sources/$room" | find_code "$import(GRDB|CLibPQ|CRDKafka|AsyncHTTPClient|${rooms//$room/Salesync})\\b"
    done
}

check_platform_imports() { # the machinery knows no room
    swift_in Sources/Platform | find_code "$import(Salesync|$rooms)\\b"
}

check_contracts_imports() { # Contracts imports Foundation only
    swift_in Sources/Contracts | find_code "$import" | grep -vE 'import[[:space:]]+Foundation[[:space:]]*$'
}

check_portable_sql() { # SQL stays in the subset that SQLite and PostgreSQL share
    find Sources -name '*SQL.swift' -not -path 'Sources/Platform/*' -print0 |
        find_code -i "::|->>|->[[:space:]]*'|\\b(now|json_extract|jsonb?_[a-z_]+)\\(|\\b(big|small)?serial\\b|\\bilike\\b|\\bfor update\\b|\\bautoincrement\\b"
}

check_access() { # package is as far as a name goes: no public, no open
    swift_in Sources Tests |
        find_code '(^|[[:space:]])(public|open)(\(set\))?[[:space:]]+([a-z]+(\(set\))?[[:space:]]+)*(struct|class|enum|protocol|actor|func|var|let|init|extension|typealias|subscript|case|import|internal)\b'
}

check_print() { # only the command line prints; services log
    swift_in Sources | grep -zv '^Sources/Salesync/' | find_code '(^|[^.A-Za-z0-9_])(debugPrint|print|dump)\(' |
        grep -vE 'func (print|dump)\('
}

check_file_size() { # a file has 300 lines at most, a test 400
    # The catalogue of messages is one file by design: a list of words, not a drawer.
    find Sources web Tests -type f \( -name '*.swift' -o -name '*.js' -o -name '*.css' -o -name '*.html' -o -name '*.py' \) \
        -not -path 'web/messages.js' -exec wc -l {} + 2>/dev/null |
        awk '$2 != "total" { most = ($2 ~ /(^|\/)[Tt]ests\//) ? 400 : 300; if ($1 > most) print $2 ":" $1 ": more than " most " lines" }'
}

check_unfinished() { # what is left to do stands in an issue, not in a comment
    find Sources Tests web -type f \( -name '*.swift' -o -name '*.js' -o -name '*.css' -o -name '*.html' -o -name '*.py' \) -print0 2>/dev/null |
        xargs -0 -r grep -HnE '\b(TODO|FIXME|XXX)\b'
}

check_crashes() { # nothing that crashes on purpose
    swift_in Sources | find_code '\btry!|\bas!|\b(fatalError|preconditionFailure|assertionFailure)\('
}

check_pure_rules() { # rules read no clock and roll no dice
    find Sources -path '*/Rules/*' -name '*.swift' -print0 |
        find_code '\b(Date|UUID)\(\)|\b(Date|Timestamp|ContinuousClock|SuspendingClock)\.now\b|[(:,=?][[:space:]]*\.now\b|\.random(Element)?\(|RandomNumberGenerator\(\)'
}

check_web_markup() { # text goes in through textContent, never as markup
    web_files js html | find_code '\.(innerHTML|outerHTML)[[:space:]]*\+?=[^=]|insertAdjacentHTML\(|document\.write(ln)?\(|setHTMLUnsafe\('
}

check_web_fetch() { # only api.js talks to the server
    web_files js html | grep -zv '^web/api\.js$' | find_code '(^|[^.A-Za-z0-9_#])((window|globalThis|self)\.)?fetch\(|\bXMLHttpRequest\b|navigator\.sendBeacon\('
}

check_web_colours() { # colours are named in tokens.css
    { web_files css | grep -zv '^web/styles/tokens\.css$' | find_code ':[^;{]*#[0-9a-fA-F]{3,8}\b|\b(rgba?|hsla?|hwb|lab|lch|oklab|oklch)\('
      web_files js html | find_code "[\"'\`]#[0-9a-fA-F]{3,8}[\"'\`]|\\b(rgba?|hsla?|oklch)\\(" | grep -v 'name="theme-color"'; }
}

web_files() {
    local ending
    for ending in "$@"; do find web -path web/tests -prune -o -name "*.$ending" -print0 2>/dev/null; done
}

mapfile -t checks < <(sed -nE 's/^check_([a-z_]+)\(\) \{ # .*/\1/p' "${BASH_SOURCE[0]}")
meaning_of() { sed -nE "s/^check_$1\\(\\) \\{ # (.*)/\\1/p" "${BASH_SOURCE[0]}"; }

case ${1:-} in
    --list) printf '%s\n' "${checks[@]}"; exit ;;
    --only) checks=("${2:?which check?}"); shift 2 ;;
esac
cd "${1:-$here/..}" || exit 64

bad=0
for check in "${checks[@]}"; do
    found=$("check_$check")
    [[ -n $found ]] || continue
    bad=$((bad + 1))
    printf '%s: %s\n' "$check" "$(meaning_of "$check")"
    printf '    %s\n' "${found//$'\n'/$'\n    '}"
done
[[ $bad == 0 ]] || { echo "lint: $bad of ${#checks[@]} checks found something"; exit 1; }
echo "lint: ${#checks[@]} checks, nothing found"
