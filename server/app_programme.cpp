#include "app_programme.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/digest.hpp"
#include "formats/programme.hpp"
#include "formats/progression_file.hpp"
#include "formats/record_file.hpp"
#include "formats/rule_file.hpp"

namespace bowball {
namespace {

engine::Origin from_files(std::string command_id) { return {{"configuration", Role::admin}, std::move(command_id), {}}; }

std::string digest_of(const std::string& file) {
    std::ifstream in{file, std::ios::binary};
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    return to_hex(sha256(text)).substr(0, 16);
}

}  // namespace

Result<std::vector<FileOrder>> orders_of_files(const std::string& rules, const std::string& programme, const engine::MeetState& state, WallTime start) {
    std::vector<FileOrder> orders;
    if (!rules.empty()) {
        const auto sets = formats::load_rule_sets(rules);
        if (!sets) return sets.error();
        for (const auto& set : *sets) orders.push_back({engine::RegisterRuleSet{set}, from_files({})});
    }
    if (!rules.empty() && std::filesystem::is_directory(rules + "/progression")) {
        const auto tables = formats::load_progressions(rules + "/progression");
        if (!tables) return tables.error();
        for (const auto& table : *tables) orders.push_back({engine::RegisterProgression{table}, from_files({})});
    }
    if (!rules.empty() && std::filesystem::is_directory(rules + "/records")) {
        const auto records = formats::load_records(rules + "/records");
        if (!records) return records.error();
        for (const auto& one : *records) orders.push_back({engine::RegisterRecordRules{one}, from_files({})});
    }
    if (programme.empty()) return orders;
    const auto prefix = "programme-" + digest_of(programme) + "-";
    // Without an id of this file the races are another file's, or people's.
    const auto first_known = state.commands.lower_bound(prefix);
    const auto is_begun = first_known != state.commands.end() && first_known->first.starts_with(prefix);
    if (!state.races.empty() && !is_begun) return orders;
    auto commands = formats::load_programme(programme, start);
    if (!commands) return commands.error();
    const auto is_complete = !commands->empty() && state.commands.contains(prefix + std::to_string(commands->size()));
    if (is_complete) return orders;
    auto number = std::size_t{0};
    for (auto& command : *commands) orders.push_back({std::move(command), from_files(prefix + std::to_string(++number))});
    return orders;
}

}  // namespace bowball
