// bowball open-case: the case of a start, on any computer.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>

#include "app_commands.hpp"
#include "cases/open_case.hpp"
#include "core/case_limits.hpp"
#include "core/one_line.hpp"
#include "formats/toml_file.hpp"

namespace bowball {
namespace {

/// What others wrote, without anything that a terminal obeys.
void print(const std::string& line) { std::cout << one_line(line) << "\n"; }

void print_key(const cases::OpenedCase& opened) {
    print("It is signed by " + opened.key + ".");
    if (opened.key_is_its_own) std::cout << "That key came with the archive: whoever forged the one may have forged both. Give the one that the venue announced: --key.\n";
}

void print_what_it_is(const cases::OpenedCase& opened) {
    const auto& note = opened.note;
    print("The case of race " + std::to_string(note.race.value()) + ", start " + std::to_string(note.run.value()) + ", of " + note.meet + ".");
    print("The journal " + note.epoch + " stood at entry " + std::to_string(note.entry.value()) + ":" + to_hex(note.hash) + "; the start is judged as of entry " + std::to_string(note.judged_at.value()) + ".");
    for (const auto& frame : note.frames) print((frame.name.empty() ? "" : frame.name + ": ") + frame.called + ". " + frame.says);
}

int print_result(const cases::OpenedCase& opened) {
    print_what_it_is(opened);
    print_key(opened);
    if (!opened.differences.empty()) {
        std::cout << "\nThis is NOT what was signed, or another verdict follows from it:\n";
        for (const auto& difference : opened.differences) print("  " + difference);
        return 1;
    }
    std::cout << opened.note.files.size() << " files are as they were signed. The chain holds over " << opened.entries << " entries, and " << opened.checkpoints << " signed checkpoints agree with it.\n"
              << "\nJudged anew from the journal, the verdict is the same:\n";
    for (const auto& line : opened.verdict) print("  " + line);
    return 0;
}

Result<std::string> read_archive(const std::string& file) {
    std::error_code failed;
    const auto bytes = std::filesystem::file_size(file, failed);
    if (failed) return Error{errc::io_failed, file + " cannot be read: " + failed.message() + "."};
    if (bytes > limits::case_bytes) return Error{errc::too_large, file + " has more than " + std::to_string(limits::case_bytes >> 20) + " MiB: no server makes such a case."};
    return formats::read_text_file(file);
}

int open_case(const std::string& file, const std::string& key) {
    const auto archive = read_archive(file);
    const auto opened = archive ? cases::open_case(*archive, key) : Result<cases::OpenedCase>{archive.error()};
    if (opened) return print_result(*opened);
    std::cerr << "bowball: " << one_line(opened.error().text) << "\n";
    return 1;
}

}  // namespace

void add_open_case(CLI::App& cli, int& exit_code) {
    auto file = std::make_shared<std::string>();
    auto key = std::make_shared<std::string>();
    auto* command = cli.add_subcommand("open-case", "Open the case of a start, without a server: check what was signed, judge it anew, compare.");
    command->add_option("file", *file, "The archive, case-race-12-start-1.tar.")->required()->check(CLI::ExistingFile);
    command->add_option("--key", *key, "Key of the venue as it was announced, name+id+base64 (default: the one in the archive, which proves little).");
    command->callback([file, key, &exit_code] { exit_code = open_case(*file, *key); });
}

}  // namespace bowball
