#include "formats/rule_file.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "formats/archive.hpp"
#include "formats/rule_tables.hpp"
#include "formats/toml_file.hpp"
#include "rules/fields.hpp"

namespace bowball::formats {
namespace {

namespace fs = std::filesystem;

struct Loader {
    std::map<std::string, TomlFile> files;      ///< by id
    RuleTables tables;
    std::map<std::string, rules::RuleSet> done;
    std::set<std::string> under_way;

    Result<rules::RuleSet> load(const std::string& id, const std::string& wanted_by) {
        if (const auto known = done.find(id); known != done.end()) return known->second;
        const auto file = files.find(id);
        if (file == files.end()) return Error{errc::bad_input, wanted_by + ": there is no rule set \"" + id + "\"."};
        if (!under_way.insert(id).second) return Error{errc::bad_input, file->second.file + ": the parents go round in a circle."};
        rules::RuleSet set;
        if (const auto parent = file->second.node().find("parent")) {
            const auto name = parent->text();
            if (!name) return Error{errc::bad_input, parent->where() + " must be a text."};
            auto inherited = load(*name, parent->where());
            if (!inherited) return inherited;
            set = std::move(*inherited);
        }
        const ReadRules rules{milliseconds, true, false, 1000, 4096};
        ReadArchive archive{file->second.node(), rules};
        archive.asked("parent");
        archive.asked("tables");
        if (const auto named = file->second.node().find("tables")) {
            const auto names = read_struct<TableNames>(*named, rules);
            if (!names) return names.error();
            if (const auto embedded = embed(*names, tables, named->where(), set); !embedded) return embedded.error();
        }
        fields(archive, set);
        archive.finish();
        if (archive.failure()) return *archive.failure();
        if (const auto sound = rules::check(set); !sound) return Error{errc::bad_input, file->second.file + ": " + sound.error().text};
        done[id] = set;
        return set;
    }
};

}  // namespace

Result<std::vector<rules::RuleSet>> load_rule_sets(const std::string& folder) {
    Loader loader;
    auto tables = load_rule_tables(folder);
    if (!tables) return tables.error();
    loader.tables = std::move(*tables);
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator{folder, failed}) {
        if (entry.path().extension() != ".toml") continue;
        const auto path = entry.path().string();
        const auto text = read_text_file(path);
        if (!text) return text.error();
        auto parsed = parse_toml(*text, path);
        if (!parsed) return parsed.error();
        const auto id = parsed->node().find("id");
        if (!id || !id->text()) return Error{errc::bad_input, path + ": lacks \"id\"."};
        const auto name = *id->text();
        if (loader.files.contains(name)) return Error{errc::bad_input, id->where() + ": " + loader.files.at(name).file + " has the same id."};
        loader.files.emplace(name, std::move(*parsed));
    }
    if (failed) return Error{errc::io_failed, folder + ": the folder of rule sets cannot be read."};
    std::vector<rules::RuleSet> sets;
    for (const auto& [id, file] : loader.files) {
        auto set = loader.load(id, file.file);
        if (!set) return set.error();
        sets.push_back(std::move(*set));
    }
    return sets;
}

Digest rule_set_digest(const rules::RuleSet& rules) {
    JsonWriter out;
    WriteArchive{out, nanoseconds}.put(rules);
    return sha256(out.text());
}

}  // namespace bowball::formats
