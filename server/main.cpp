// The command line: what to do, with which files. Everything else is in app.cpp.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>
#include <sodium.h>

#include "app_commands.hpp"

int main(int argc, char** argv) {
    using namespace bowball;
    if (sodium_init() < 0) {
        std::fprintf(stderr, "bowball: the cryptographic library does not start.\n");
        return 1;
    }
    CLI::App cli{"Bowball times and scores races: it listens to timing devices, keeps every fact, and shows results live."};
    cli.set_version_flag("--version", std::string{BOWBALL_VERSION});
    cli.require_subcommand(1);
    auto exit_code = 0;
    add_serve(cli, exit_code);
    add_demo(cli, exit_code);
    add_edge(cli, exit_code);
    add_pull(cli, exit_code);
    add_replay(cli, exit_code);
    add_verify(cli, exit_code);
    add_backup(cli, exit_code);
    add_open_note(cli, exit_code);
    add_open_case(cli, exit_code);
    add_check_config(cli, exit_code);
    add_entries(cli, exit_code);
    add_devices(cli, exit_code);
    add_capture(cli, exit_code);
    add_user(cli, exit_code);
    add_token(cli, exit_code);
    try {
        cli.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        return cli.exit(problem);
    } catch (const std::exception& problem) {
        std::cerr << "bowball: " << problem.what() << "\n";
        return 1;
    }
    return exit_code;
}
