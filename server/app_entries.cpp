// The command about lists of entries: what one would do, before an official accepts it on the console.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "app_commands.hpp"
#include "app_failure.hpp"
#include "app_serve.hpp"
#include "core/limits.hpp"
#include "engine/fold.hpp"
#include "formats/entry_report.hpp"

namespace bowball {
namespace {

/// One byte more than is allowed tells that there are more.
Result<std::string> read_list(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file || std::filesystem::is_directory(path)) return Error{errc::io_failed, path + " cannot be read."};
    std::string bytes(limits::entries_bytes + 1, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    return bytes;
}

Result<engine::MeetState> fold(const std::string& data_dir) {
    engine::MeetState state;
    const auto journal = journal::open_sqlite_journal_to_read(data_dir + "/journal.sqlite");
    if (!journal) return journal.error();
    const auto read = (*journal)->walk([&](engine::Entry&& entry) { engine::fold_in(state, entry); }, [](journal::Flaw&&) {});
    if (!read) return read.error();
    return state;
}

/// 0: every row was understood. 1: it could not be read, or some rows are left out.
int check_entries(const std::string& path, const std::string& data_dir) {
    const auto bytes = read_list(path);
    if (!bytes) return fail(bytes.error());
    std::vector<formats::Noc> nocs;
    if (const auto file = shipped_file("nocs.toml"); !file.empty()) {
        auto loaded = formats::load_nocs(file);
        if (!loaded) return fail(loaded.error());
        nocs = std::move(*loaded);
    }
    const auto list = formats::read_entries(*bytes, nocs);
    if (!list) return fail({list.error().code, path + ": " + list.error().text});
    auto state = data_dir.empty() ? Result<engine::MeetState>{engine::MeetState{}} : fold(data_dir);
    if (!state) return fail(state.error());
    const auto plan = engine::plan_entries(*state, list->rows);
    std::cout << formats::describe_report(*list, plan);
    return list->problems.empty() && plan.problems.empty() ? 0 : 1;
}

}  // namespace

void add_entries(CLI::App& cli, int& exit_code) {
    struct Arguments {
        std::string file;
        std::string data_dir;
    };
    auto arguments = std::make_shared<Arguments>();
    auto* command = cli.add_subcommand("entries", "Lists of entries.");
    command->require_subcommand(1);
    auto* check = command->add_subcommand("check", "Read a list (CSV) and say what it would do: what is new, what would change, what is not understood. Nothing happens; it is accepted on the console.");
    check->add_option("file", arguments->file, "The list.")->required();
    check->add_option("-d,--data", arguments->data_dir, "Data folder of the meet that it is compared with; without it all is new.");
    check->callback([arguments, &exit_code] { exit_code = check_entries(arguments->file, arguments->data_dir); });
}

}  // namespace bowball
