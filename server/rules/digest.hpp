// Names a rule set by its content: two sets with one digest judge alike, whatever their files are called.
#pragma once
#include "core/digest.hpp"
#include "rules/rule_set.hpp"

namespace bowball::rules {

/// SHA-256 over every field of the rule set, a line each, in the order of fields.hpp.
[[nodiscard]] Digest digest_of(const RuleSet& rules);

}  // namespace bowball::rules
