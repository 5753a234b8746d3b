#include "formats/rule_tables.hpp"

#include <algorithm>
#include <filesystem>

#include "formats/masters_file.hpp"
#include "formats/record_file.hpp"

namespace bowball::formats {
namespace {

/// Of a folder that need not be there.
template <class T, class Load>
Result<void> load_into(T& tables, const std::string& folder, Load load) {
    std::error_code failed;
    if (!std::filesystem::is_directory(folder, failed)) return {};
    auto loaded = load(folder);
    if (!loaded) return loaded.error();
    tables = std::move(*loaded);
    return {};
}

template <class Table>
Result<void> pick(const std::string& name, const std::vector<Table>& tables, const std::string& where, Table& into) {
    if (name.empty()) return {};
    if (name == "none") {
        into = Table{};
        return {};
    }
    const auto found = std::ranges::find(tables, name, &Table::id);
    if (found == tables.end()) return Error{errc::bad_input, where + ": there is no table \"" + name + "\"."};
    into = *found;
    return {};
}

}  // namespace

Result<RuleTables> load_rule_tables(const std::string& folder) {
    RuleTables tables;
    if (const auto read = load_into(tables.swimming, folder + "/swimming", load_swimming); !read) return read.error();
    if (const auto read = load_into(tables.penalties, folder + "/penalties", load_penalties); !read) return read.error();
    if (const auto read = load_into(tables.masters, folder + "/masters", load_masters); !read) return read.error();
    return tables;
}

Result<void> embed(const TableNames& names, const RuleTables& tables, const std::string& where, rules::RuleSet& set) {
    if (const auto done = pick(names.swimming_times, tables.swimming.times, where + ".swimming_times", set.swimming_times); !done) return done;
    if (const auto done = pick(names.relay, tables.swimming.relays, where + ".relay", set.relay.exchange); !done) return done;
    if (const auto done = pick(names.penalties, tables.penalties, where + ".penalties", set.penalties); !done) return done;
    return pick(names.masters, tables.masters, where + ".masters", set.masters);
}

}  // namespace bowball::formats
