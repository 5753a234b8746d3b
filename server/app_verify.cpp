// bowball verify: the chain of a journal, and what was signed of it.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>

#include "app_commands.hpp"
#include "app_notary.hpp"
#include "core/text.hpp"
#include "formats/toml_file.hpp"
#include "journal/checkpoint.hpp"
#include "journal/journal.hpp"
#include "journal/signed_note.hpp"

namespace bowball {
namespace {

struct Arguments {
    std::string file;
    std::string head;
    std::string checkpoints;
    std::string key;
};

/// Ends of the journal that somebody vouches for.
struct Vouched {
    std::vector<journal::Head> ends;
    std::size_t checkpoints = 0;
    std::string key;
    bool key_is_from_beside_it = false;
};

Result<journal::Head> parse_head(const std::string& text) {
    const auto colon = text.find(':');
    const auto seq = parse_number(std::string_view{text}.substr(0, colon));
    const auto hash = parse_digest(colon == std::string::npos ? "" : text.substr(colon + 1));
    if (!seq || !hash) return Error{errc::bad_input, "--head is written SEQ:HASH, as the server says it when it stops."};
    return journal::Head{Seq{*seq}, *hash};
}

/// Each note of the file must bear the key's signature: one that does not was put there by somebody else.
Result<void> read_checkpoints(const std::string& file, const journal::VerifierKey& key, Vouched& vouched) {
    const auto text = formats::read_text_file(file);
    if (!text) return text.error();
    const auto notes = journal::split_notes(*text);
    for (std::size_t i = 0; i < notes.size(); ++i) {
        const auto body = journal::open_note(notes[i], key);
        const auto checkpoint = body ? journal::parse_checkpoint(*body) : Result<journal::Checkpoint>{body.error()};
        if (!checkpoint) return Error{checkpoint.error().code, file + ", checkpoint " + std::to_string(i + 1) + ": " + checkpoint.error().text};
        vouched.ends.push_back(checkpoint->head);
        ++vouched.checkpoints;
    }
    return {};
}

Result<Vouched> vouched_for(const Arguments& arguments) {
    Vouched vouched;
    if (!arguments.head.empty()) {
        const auto head = parse_head(arguments.head);
        if (!head) return head.error();
        vouched.ends.push_back(*head);
    }
    const auto asked = !arguments.checkpoints.empty();
    const auto file = asked ? arguments.checkpoints : journal::checkpoints_of(arguments.file);
    if (!asked && !std::filesystem::exists(file)) return vouched;
    vouched.key = arguments.key;
    vouched.key_is_from_beside_it = arguments.key.empty();
    if (vouched.key_is_from_beside_it) {
        const auto beside = formats::read_text_file(verifier_key_of(arguments.file));
        if (!beside) return Error{errc::io_failed, "Checkpoints need the key of the venue: --key, as it was announced."};
        vouched.key = trim(*beside);
    }
    const auto key = journal::VerifierKey::parse(vouched.key);
    if (!key) return key.error();
    if (const auto read = read_checkpoints(file, *key, vouched); !read) return read.error();
    return vouched;
}

void print_vouched(const Vouched& vouched) {
    if (vouched.checkpoints > 0) {
        std::cout << vouched.checkpoints << " checkpoints signed by " << vouched.key << " agree with it.\n";
        if (vouched.key_is_from_beside_it) std::cout << "That key stood beside the journal: whoever wrote one anew may have written both. Give the one that the venue announced: --key.\n";
    }
    if (vouched.ends.empty()) std::cout << "Whether its end was cut off only --head or a checkpoint can tell.\n";
}

/// What the server said, from a file that it signed: a case of a start, say.
int open_notes(const std::string& file, const std::string& key_text) {
    const auto key = journal::VerifierKey::parse(key_text);
    const auto text = key ? formats::read_text_file(file) : Result<std::string>{key.error()};
    if (!text) {
        std::cerr << "bowball: " << text.error().text << "\n";
        return 1;
    }
    const auto notes = journal::split_notes(*text);
    if (notes.empty()) std::cerr << "bowball: " << file << " holds no signed note.\n";
    for (std::size_t i = 0; i < notes.size(); ++i) {
        const auto body = journal::open_note(notes[i], *key);
        if (!body) {
            std::cerr << "bowball: " << file << ", note " << i + 1 << ": " << body.error().text << "\n";
            return 1;
        }
        std::cout << *body;
    }
    return notes.empty() ? 1 : 0;
}

int verify(const Arguments& arguments) {
    const auto vouched = vouched_for(arguments);
    const auto found = vouched ? journal::verify_sqlite_journal(arguments.file, vouched->ends) : Result<journal::Verification>{vouched.error()};
    if (!found) {
        std::cerr << "bowball: " << found.error().text << "\n";
        return 1;
    }
    if (found->first_bad) {
        std::cout << "BROKEN at entry " << found->first_bad->value() << ": " << found->why << ".\n" << found->entries << " entries before it hold.\n";
        return 1;
    }
    std::cout << "The chain holds: " << found->entries << " entries, head " << found->head.seq.value() << ":" << to_hex(found->head.hash) << ".\n";
    if (found->redacted > 0) std::cout << found->redacted << " of them are known by their hash alone: this is a copy of what the public may see, and cannot say what they were.\n";
    print_vouched(*vouched);
    return 0;
}

}  // namespace

void add_verify(CLI::App& cli, int& exit_code) {
    auto arguments = std::make_shared<Arguments>();
    auto* command = cli.add_subcommand("verify", "Check a journal's chain of hashes and what was signed of it; names the first bad entry.");
    command->add_option("file", arguments->file, "Journal file.")->required()->check(CLI::ExistingFile);
    command->add_option("--head", arguments->head, "An end the journal had, SEQ:HASH, as the server says it when it stops: finds a tail that was cut off.");
    command->add_option("--checkpoints", arguments->checkpoints, "Signed checkpoints, one or many: what a code on a sheet says, or the file beside the journal (taken by itself where it is).")->check(CLI::ExistingFile);
    command->add_option("--key", arguments->key, "Key of the venue as it was announced, name+id+base64 (default: signing.pub beside the journal).");
    command->callback([arguments, &exit_code] { exit_code = verify(*arguments); });
}

void add_open_note(CLI::App& cli, int& exit_code) {
    auto file = std::make_shared<std::string>();
    auto key = std::make_shared<std::string>();
    auto* command = cli.add_subcommand("open-note", "Check what a server signed, the case of a start say, and print what it said.");
    command->add_option("file", *file, "Signed notes, one or many.")->required()->check(CLI::ExistingFile);
    command->add_option("--key", *key, "Key of the venue as it was announced, name+id+base64.")->required();
    command->callback([file, key, &exit_code] { exit_code = open_notes(*file, *key); });
}

}  // namespace bowball
