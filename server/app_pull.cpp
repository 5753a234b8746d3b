// The archive: `bowball pull` writes a meet's stream into a journal file.
#include <CLI/CLI.hpp>
#include <iostream>

#include "app_commands.hpp"
#include "app_hub.hpp"
#include "relay/pull.hpp"

namespace bowball {
namespace {

struct PullArguments {
    formats::RelayConfig hub;
    std::string meet;
    std::string file;
    std::string epoch;
};

int pull(const PullArguments& arguments) {
    const auto fail = [](const Error& error) {
        std::cerr << "\nbowball: " << error.text << "\n";
        return 1;
    };
    const auto names = relay::Names::of(arguments.meet);
    if (!names) return fail(names.error());
    const auto hub = hub_terms(arguments.hub, "bowball pull " + arguments.meet);
    if (!hub) return fail(hub.error());
    const auto progress = [](Seq seq) { std::cerr << "\r" << seq.value() << " entries" << std::flush; };
    const auto pulled = relay::pull(*hub, *names, arguments.epoch, arguments.file, progress);
    if (!pulled) return fail(pulled.error());
    std::cout << "\n" << arguments.file << " has " << pulled->head.seq.value() << " entries of the journal " << pulled->epoch << ", " << pulled->fresh << " of them new.\n";
    if (pulled->redacted > 0)
        std::cout << pulled->redacted << " of the new ones came as their hash alone: the venue's relay sends what the public may see (entries = \"public\"). The chain holds over them.\n";
    std::cout << "Check it, and that it is the venue's own, with the head that the venue says when it stops:\n  bowball verify " << arguments.file << " --head " << pulled->head.seq.value() << ":"
              << to_hex(pulled->head.hash) << "\n";
    return 0;
}

}  // namespace

void add_pull(CLI::App& cli, int& exit_code) {
    auto arguments = std::make_shared<PullArguments>();
    auto* command = cli.add_subcommand("pull", "Write a meet from a NATS hub into a journal file; an old one goes on where it ends.");
    add_hub_options(*command, arguments->hub);
    command->add_option("meet", arguments->meet, "What the meet is called on the hub.")->required();
    command->add_option("file", arguments->file, "Journal file to write.")->required();
    command->add_option("--epoch", arguments->epoch, "Another journal of this meet than the newest one.");
    command->callback([arguments, &exit_code] { exit_code = pull(*arguments); });
}

}  // namespace bowball
