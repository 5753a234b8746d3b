#include "formats/swimming_file.hpp"

#include "formats/swimming_words.hpp"
// archive.hpp must come after the words.
#include "formats/archive.hpp"
#include "formats/toml_folder.hpp"
#include "formats/toml_place.hpp"
#include "rules/swimming_fields.hpp"

namespace bowball::formats {

template <class A>
void fields(A& a, SwimmingRules& r) {
    a("times", r.times);
    a("relays", r.relays);
}

namespace {

template <class T>
Result<void> check_all(const std::vector<T>& rules, const TomlNode& root, const std::string& key) {
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const auto sound = check(rules[i]);
        if (!sound) return at_its_place(root, key + "[" + std::to_string(i) + "]." + sound.error().text);
    }
    return {};
}

template <class T>
Result<void> add(std::vector<T>& all, const std::vector<T>& more, const std::string& folder) {
    for (const auto& one : more) {
        if (std::ranges::find(all, one.id, &T::id) != all.end()) return Error{errc::bad_input, folder + ": two rules have the id \"" + one.id + "\"."};
        all.push_back(one);
    }
    return {};
}

}  // namespace

Result<SwimmingRules> read_swimming(std::string_view text, const std::string& file) {
    const auto parsed = parse_toml(text, file);
    if (!parsed) return parsed.error();
    const ReadRules reading{milliseconds, true, false, 100, 4096};
    auto rules = read_struct<SwimmingRules>(parsed->node(), reading);
    if (!rules) return rules;
    if (const auto sound = check_all(rules->times, parsed->node(), "times"); !sound) return sound.error();
    if (const auto sound = check_all(rules->relays, parsed->node(), "relays"); !sound) return sound.error();
    return rules;
}

Result<SwimmingRules> load_swimming(const std::string& folder) {
    const auto files = read_toml_folder<SwimmingRules>(folder, read_swimming);
    if (!files) return files.error();
    SwimmingRules all;
    for (const auto& file : *files) {
        if (const auto added = add(all.times, file.times, folder); !added) return added.error();
        if (const auto added = add(all.relays, file.relays, folder); !added) return added.error();
    }
    return all;
}

}  // namespace bowball::formats
