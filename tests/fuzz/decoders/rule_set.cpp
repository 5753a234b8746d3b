// A rule file that somebody wrote, among the shipped ones: read into rules that can be followed, or refused with its place.
#include "formats/rule_file.hpp"

#include <filesystem>
#include <fstream>

#include "core/text.hpp"
#include "folders.hpp"
#include "fuzz/decoder.hpp"
#include "fuzz/scratch.hpp"

namespace bowball::fuzz {
namespace {

namespace fs = std::filesystem;

/// With the tables, and with rowing to build on.
class Folder {
public:
    Folder() : path_(scratch_path("rules")) {
        fs::remove_all(path_);
        const fs::path shipped = source_folder() + "/config/rules";
        for (const auto* tables : {"swimming", "penalties", "masters"}) {
            fs::create_directories(path_ / tables);
            for (const auto& file : fs::directory_iterator{shipped / tables}) fs::copy_file(file.path(), path_ / tables / file.path().filename());
        }
        for (const auto* parent : {"rowing.toml", "swimming.toml"}) fs::copy_file(shipped / parent, path_ / parent);
    }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    void write(std::string_view bytes) const { std::ofstream{path_ / "fuzz.toml", std::ios::binary | std::ios::trunc} << bytes; }
    [[nodiscard]] std::string path() const { return path_.string(); }

private:
    fs::path path_;
};

bool decode(std::string_view bytes) {
    static const Folder folder;
    folder.write(bytes);
    const auto sets = formats::load_rule_sets(folder.path());
    if (!sets) {
        demand(is_utf8(sets.error().text), "a refusal is not UTF-8: " + printable(sets.error().text));
        demand(sets.error().text.find("fuzz.toml") != std::string::npos, "a refusal that names no place: " + printable(sets.error().text));
        return false;
    }
    for (const auto& set : *sets) demand(rules::check(set).has_value(), "rules that cannot be followed: " + set.id);
    return true;
}

}  // namespace

extern const Decoder rule_set_decoder{decode, {"config/rules/rowing_classic.toml", "config/rules/rowing_world_cup.toml", "config/rules/beach_sprint.toml", "config/rules/masters.toml", "config/rules/swimming_*.toml",
                                              "config/rules/athletics.toml", "config/rules/time_trial.toml"}, nullptr, 8192, 500};

}  // namespace bowball::fuzz
