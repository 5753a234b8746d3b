// bowball token: who may poll the feeds, and who the metrics.
#include <CLI/CLI.hpp>
#include <ctime>
#include <iostream>

#include "app_commands.hpp"
#include "app_failure.hpp"
#include "net/feed_tokens.hpp"

namespace bowball {
namespace {

struct TokenArguments {
    std::string data_dir = "data";
    std::string name;
    int days = 30;
    bool metrics = false;
};

net::FeedTokenStore store_of(const TokenArguments& arguments) { return net::FeedTokenStore{arguments.data_dir + "/feed_tokens.json"}; }

std::string day_of(std::int64_t us) {
    const auto seconds = static_cast<std::time_t>(us / 1'000'000);
    std::tm parts{};
    ::localtime_r(&seconds, &parts);
    char text[32];
    return {text, std::strftime(text, sizeof text, "%Y-%m-%d %H:%M", &parts)};
}

int add_token_of(const TokenArguments& arguments) {
    const auto expires_us = net::wall_now_us() + std::int64_t{arguments.days} * 24 * 3600 * 1'000'000;
    const auto token = store_of(arguments).make(arguments.name, arguments.metrics ? "metrics" : "feeds", expires_us);
    if (!token) return fail(token.error());
    std::cout << "Until " << day_of(expires_us) << ", for " << arguments.name << ". It is shown only now; the server keeps its hash.\n\n  " << *token << "\n\n"
              << (arguments.metrics ? "Scrape /metrics with the header  Authorization: Bearer " + *token : "Feeds:  /feeds/" + *token + "/board.json  and so on: docs/broadcasters.md") << "\n";
    return 0;
}

int list_tokens(const TokenArguments& arguments) {
    const auto tokens = store_of(arguments).all();
    if (!tokens) return fail(tokens.error());
    for (const auto& token : *tokens) std::cout << token.name << "  " << token.use << "  " << (token.expires_us <= net::wall_now_us() ? "ended " : "until ") << day_of(token.expires_us) << "\n";
    if (tokens->empty()) std::cout << "There are no tokens yet.\n";
    return 0;
}

int remove_token(const TokenArguments& arguments) {
    const auto removed = store_of(arguments).remove(arguments.name);
    if (!removed) return fail(removed.error());
    std::cout << "The token of " << arguments.name << " is removed; a server that runs knows it within a second.\n";
    return 0;
}

}  // namespace

void add_token(CLI::App& cli, int& exit_code) {
    auto arguments = std::make_shared<TokenArguments>();
    auto* command = cli.add_subcommand("token", "Add, list and remove the tokens with which broadcasters poll the feeds.");
    command->require_subcommand(1);
    command->add_option("-d,--data", arguments->data_dir, "Data folder of the server (default: data).");
    command->fallthrough();   // --data may stand before the verb or behind it
    auto* add = command->add_subcommand("add", "Make a token. One of the same name is replaced.");
    add->add_option("name", arguments->name, "Whose it is, such as \"graphics truck\".")->required();
    add->add_option("--days", arguments->days, "How long it holds (default 30).")->check(CLI::Range(1, 3650));
    add->add_flag("--metrics", arguments->metrics, "For /metrics, not for the feeds.");
    add->callback([arguments, &exit_code] { exit_code = add_token_of(*arguments); });
    command->add_subcommand("list", "List the tokens: names and ends; what they are nobody knows.")->callback([arguments, &exit_code] { exit_code = list_tokens(*arguments); });
    auto* remove = command->add_subcommand("remove", "Remove a token.");
    remove->add_option("name", arguments->name, "Whose.")->required();
    remove->callback([arguments, &exit_code] { exit_code = remove_token(*arguments); });
}

}  // namespace bowball
