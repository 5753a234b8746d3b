// Rule sets as files: TOML, each naming the rule set it builds on and what it changes.
#pragma once
#include <string>
#include <vector>

#include "core/digest.hpp"
#include "rules/rule_set.hpp"

namespace bowball::formats {

/// Every *.toml of a folder, parents before children. `parent = "rowing"` takes over everything that is not said again.
/// `[tables]` names tables of a sport, which stand in the folders swimming, penalties and masters, and embeds them whole; single
/// figures of them can be said again (`[penalties]`, `[swimming_times]` ...).
/// Spans are milliseconds (`_ms`) or, finer, microseconds (`_us`); "none" switches a limit off.
/// Fails with errc::bad_input (file:line:column), errc::io_failed.
[[nodiscard]] Result<std::vector<rules::RuleSet>> load_rule_sets(const std::string& folder);

/// Names a rule set by everything it says: SHA-256 of its canonical JSON.
[[nodiscard]] Digest rule_set_digest(const rules::RuleSet& rules);

}  // namespace bowball::formats
