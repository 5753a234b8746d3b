// The command `backup`: one copy of the data folder, beside a server that runs or without one.
#include "app_backup.hpp"

#include <CLI/CLI.hpp>
#include <ctime>
#include <filesystem>
#include <iostream>

#include "app_commands.hpp"
#include "io/clock.hpp"
#include "io/durable.hpp"
#include "journal/backup.hpp"

namespace bowball {
namespace {

namespace fs = std::filesystem;

/// Files that are always whole: they are renamed into their place, or only appended to.
Result<void> copy_files(const std::string& from, const std::string& to) {
    for (const auto* name : {"accounts.json", "feed_tokens.json", "signing.key", "signing.pub", "journal.sqlite.checkpoints", "bowball.toml"}) {
        std::error_code failed;
        if (!fs::exists(from + "/" + name, failed)) continue;
        const auto copy = to + "/" + name;
        if (!fs::copy_file(from + "/" + name, copy, failed)) return Error{errc::io_failed, copy + " cannot be written: " + failed.message() + "."};
        if (const auto kept = io::make_durable(copy); !kept) return kept;
    }
    return {};
}

Result<Backup> fill(const std::string& data_dir, const std::string& folder) {
    const auto head = journal::back_up(data_dir + "/journal.sqlite", folder + "/journal.sqlite");
    if (!head) return head.error();
    if (const auto copied = copy_files(data_dir, folder); !copied) return copied.error();
    if (const auto kept = io::make_durable(folder); !kept) return kept.error();
    return Backup{folder, *head};
}

struct Arguments {
    std::string data_dir = "data";
    std::string place;
};

int back_up(const Arguments& arguments) {
    const auto made = make_backup(arguments.data_dir, arguments.place, io::Clock{}.wall());
    if (!made) return std::cerr << "bowball: " << made.error().text << "\n", 1;
    std::cout << made->folder << " holds the journal up to entry " << made->head.seq.value() << ":" << to_hex(made->head.hash) << ", and its chain holds.\n"
              << "Recordings and result sheets are not in it. To go on from a copy of it, on this computer or another: bowball serve --data COPY\n";
    return 0;
}

}  // namespace

std::string backup_name(WallTime at) {
    const auto seconds = static_cast<std::time_t>(to_us(at) / 1'000'000);
    std::tm utc{};
    ::gmtime_r(&seconds, &utc);
    char text[40];
    std::strftime(text, sizeof text, "%Y%m%dT%H%M%SZ", &utc);
    return std::string{"bowball-"} + text;
}

Result<Backup> make_backup(const std::string& data_dir, const std::string& place, WallTime now) {
    const auto folder = place + "/" + backup_name(now);
    const auto part = folder + ".part";
    std::error_code failed;
    if (fs::exists(folder, failed)) return Error{errc::already_exists, folder + " is there already."};
    fs::remove_all(part, failed);
    fs::create_directories(part, failed);
    // Keys and password hashes are in it.
    if (!failed) fs::permissions(part, fs::perms::owner_all, failed);
    if (failed) return Error{errc::io_failed, part + " cannot be made: " + failed.message() + ". Check that disk."};
    auto made = fill(data_dir, part);
    if (made) fs::rename(part, folder, failed);
    if (made && failed) return Error{errc::io_failed, folder + " cannot be named: " + failed.message() + "."};
    if (!made) fs::remove_all(part, failed);
    if (!made) return made;
    // A stick is pulled as soon as the backup is there.
    if (const auto kept = io::make_durable(place); !kept) return kept.error();
    made->folder = folder;
    return made;
}

void add_backup(CLI::App& cli, int& exit_code) {
    auto arguments = std::make_shared<Arguments>();
    auto* command = cli.add_subcommand("backup", "Copy journal, keys and accounts into a new folder, while a server runs or without one.");
    command->add_option("-d,--data", arguments->data_dir, "Data folder of the server (default: data).");
    command->add_option("place", arguments->place, "Where backups are kept: a folder, best on another disk.")->required();
    command->callback([arguments, &exit_code] { exit_code = back_up(*arguments); });
}

}  // namespace bowball
