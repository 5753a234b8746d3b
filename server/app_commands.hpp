// One function per command of `bowball`: adds its options, and what happens when it is chosen.
#pragma once
#include <CLI/App.hpp>

namespace bowball {

void add_serve(CLI::App& cli, int& exit_code);
void add_demo(CLI::App& cli, int& exit_code);
void add_edge(CLI::App& cli, int& exit_code);
void add_pull(CLI::App& cli, int& exit_code);
void add_replay(CLI::App& cli, int& exit_code);
void add_verify(CLI::App& cli, int& exit_code);
void add_backup(CLI::App& cli, int& exit_code);
void add_open_note(CLI::App& cli, int& exit_code);
void add_open_case(CLI::App& cli, int& exit_code);
void add_check_config(CLI::App& cli, int& exit_code);
void add_entries(CLI::App& cli, int& exit_code);
void add_devices(CLI::App& cli, int& exit_code);
void add_capture(CLI::App& cli, int& exit_code);
void add_user(CLI::App& cli, int& exit_code);
void add_token(CLI::App& cli, int& exit_code);

}  // namespace bowball
