// What serve and demo share: a logger, the addresses to open, and waiting for the end.
#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <functional>
#include <memory>
#include <spdlog/logger.h>
#include <string>

#include "app.hpp"
#include "io/overdue.hpp"

namespace bowball {

[[nodiscard]] std::shared_ptr<spdlog::logger> make_log(const std::string& level);
/// Where the shipped files are: beside the program in a checkout (../config), else /usr/share/bowball.
[[nodiscard]] std::string shipped_file(const std::string& name);
/// The pages that were built with this program.
[[nodiscard]] std::string built_pages();
/// Prints the addresses; `sign_in_code` may be empty. `first_page`: where its link leads.
void print_addresses(const App& app, const std::string& address, const std::string& sign_in_code, const std::string& first_page);

/// SIGINT or SIGTERM. From when it is made neither ends the program in the midst of what it does: wait() then returns at once.
class EndSignal {
public:
    /// Returns on either, or when `quit_after` real seconds have passed (0: never).
    void wait(unsigned quit_after);

private:
    boost::asio::io_context context_{1};
    boost::asio::signal_set signals_{context_, SIGINT, SIGTERM};
};

/// Says it if the data folder is not open soon: its disk may hang. Until that is known this is kept.
[[nodiscard]] std::unique_ptr<io::Overdue> say_if_not_open(const std::shared_ptr<spdlog::logger>& log, const std::string& data_dir);
/// Ends the program though something waits for a disk that does not answer: it stops no later than systemd would kill it. What must be kept has
/// been spilled by then (RaceLoop::stop). Must outlive the App.
[[nodiscard]] std::unique_ptr<io::Overdue> end_in_time(std::shared_ptr<spdlog::logger> log);
/// The last thing that is done with a server that was stopped: a thread that hangs with a disk must not wake among what the end of the program has
/// taken down already, so where there is one the program ends at once.
void end_if_a_disk_hangs(const App& app);

}  // namespace bowball
