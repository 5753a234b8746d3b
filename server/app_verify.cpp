// bowball verify: the chain of a journal, and what was signed of it.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <iostream>

#include "app_commands.hpp"
#include "app_failure.hpp"
#include "app_notary.hpp"
#include "core/text.hpp"
#include "formats/toml_file.hpp"
#include "journal/checkpoint_file.hpp"
#include "journal/journal.hpp"
#include "journal/signed_note.hpp"

namespace bowball {
namespace {

struct Arguments {
    std::string file;
    std::string head;
    std::string checkpoints;
    std::string key;
    bool is_public_copy = false;
};

/// The chain holds, and beside it stand notes that are damaged.
constexpr int notes_are_damaged = 3;

/// Ends of the journal that somebody vouches for.
struct Vouched {
    std::vector<journal::Head> ends;
    std::string file;
    journal::SignedCheckpoints checkpoints;
    Seq newest;                ///< of the good checkpoints
    std::string trouble;       ///< why what stands there vouches for nothing; empty where it does, or nothing stands there
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

/// The key, as it was given, or as it stands beside the journal.
Result<journal::VerifierKey> key_for(const Arguments& arguments, Vouched& vouched) {
    vouched.key = arguments.key;
    vouched.key_is_from_beside_it = arguments.key.empty();
    if (vouched.key_is_from_beside_it) {
        const auto beside = formats::read_text_file(verifier_key_of(arguments.file));
        if (!beside) return Error{errc::io_failed, "Checkpoints need the key of the venue: --key, as it was announced."};
        vouched.key = trim(*beside);
    }
    return journal::VerifierKey::parse(vouched.key);
}

/// A note that is damaged says nothing, and keeps none of the others from saying what it says.
Result<void> read_notes(const Arguments& arguments, Vouched& vouched) {
    const auto asked = !arguments.checkpoints.empty();
    vouched.file = asked ? arguments.checkpoints : journal::checkpoints_of(arguments.file);
    if (!asked && !std::filesystem::exists(vouched.file)) return {};
    const auto key = key_for(arguments, vouched);
    if (!key) return key.error();
    const auto text = formats::read_text_file(vouched.file);
    if (!text) return text.error();
    vouched.checkpoints = journal::read_checkpoints(*text, *key);
    for (const auto& checkpoint : vouched.checkpoints.good) {
        vouched.ends.push_back(checkpoint.head);
        vouched.newest = std::max(vouched.newest, checkpoint.head.seq);
    }
    if (vouched.checkpoints.good.empty() && (asked || vouched.checkpoints.whole > 0)) return Error{errc::corrupt, vouched.file + " holds no checkpoint that " + key->name + " signed with this key: it vouches for nothing."};
    return {};
}

Result<Vouched> vouched_for(const Arguments& arguments) {
    Vouched vouched;
    if (!arguments.head.empty()) {
        const auto head = parse_head(arguments.head);
        if (!head) return head.error();
        vouched.ends.push_back(*head);
    }
    if (const auto read = read_notes(arguments, vouched); !read) vouched.trouble = read.error().text;
    return vouched;
}

void print_damage(const Vouched& vouched) {
    for (const auto& note : vouched.checkpoints.damaged) std::cout << "DAMAGED: " << vouched.file << ", checkpoint " << note.number << ", from byte " << note.byte << ": " << note.why << "\n";
    if (!vouched.checkpoints.damaged.empty()) std::cout << "What was signed there vouches for nothing; every other note of that file was read. A full disk or a power cut leaves half a note, and so does somebody who wants one gone: compare with a copy of those notes.\n";
}

void print_vouched(const Vouched& vouched, const journal::Verification& found) {
    if (const auto good = vouched.checkpoints.good.size(); good > 0) {
        std::cout << good << " checkpoints signed by " << vouched.key << " agree with it.\n";
        std::cout << "The newest is of entry " << vouched.newest.value() << "; " << found.head.seq.value() - vouched.newest.value() << " entries stand after it, and no checkpoint vouches for them.\n";
        if (vouched.key_is_from_beside_it) std::cout << "That key stood beside the journal: whoever wrote one anew may have written both. Give the one that the venue announced: --key.\n";
    }
    if (vouched.ends.empty()) std::cout << "Whether its end was cut off only --head or a checkpoint can tell.\n";
}

void print_found(const journal::Verification& found) {
    std::cout << "The chain holds: " << found.entries << " entries, head " << found.head.seq.value() << ":" << to_hex(found.head.hash) << ".\n";
    if (found.redacted > 0)
        std::cout << found.redacted << " of them are blank and known by their hash alone: " << (found.is_public_copy ? "the file says of itself that it is a copy of what the public may see" : "you said that this is a public copy")
                  << ". What they were it cannot say; a venue's own journal has no blank entry.\n";
    if (found.unknown > 0) std::cout << found.unknown << " of them are in words that this version does not know, the first is entry " << found.first_unknown.value() << ". The chain holds over them.\n";
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

/// First the chain, then the notes.
int verify(const Arguments& arguments) {
    const auto vouched = vouched_for(arguments);
    const auto found = vouched ? journal::verify_sqlite_journal(arguments.file, vouched->ends, arguments.is_public_copy) : Result<journal::Verification>{vouched.error()};
    if (!found) return fail(found.error().text);
    if (found->first_bad) {
        std::cout << "BROKEN at entry " << found->first_bad->value() << ": " << found->why << ".\n" << found->first_bad->value() - 1 << " entries before it hold.\n";
        print_damage(*vouched);
        return 1;
    }
    print_found(*found);
    print_damage(*vouched);
    if (!vouched->trouble.empty()) return fail(vouched->trouble);
    print_vouched(*vouched, *found);
    return vouched->checkpoints.damaged.empty() ? 0 : notes_are_damaged;
}

}  // namespace

void add_verify(CLI::App& cli, int& exit_code) {
    auto arguments = std::make_shared<Arguments>();
    auto* command = cli.add_subcommand("verify", "Check a journal's chain of hashes and what was signed of it; names the first bad entry.");
    command->add_option("file", arguments->file, "Journal file.")->required()->check(CLI::ExistingFile);
    command->add_option("--head", arguments->head, "An end the journal had, SEQ:HASH, as the server says it when it stops: finds a tail that was cut off.");
    command->add_option("--checkpoints", arguments->checkpoints, "Signed checkpoints, one or many: what a code on a sheet says, or the file beside the journal (taken by itself where it is).")->check(CLI::ExistingFile);
    command->add_option("--key", arguments->key, "Key of the venue as it was announced, name+id+base64 (default: signing.pub beside the journal).");
    command->add_flag("--public-copy", arguments->is_public_copy, "It is a copy of what the public may see, from before such copies said so of themselves: entries in it may be blank.");
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
