// Backups by themselves: when they are made, which are removed, and what people are told. How one is made: app_backup.hpp.
#pragma once
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <spdlog/logger.h>
#include <string>
#include <thread>
#include <vector>

#include "app_backup.hpp"
#include "formats/config.hpp"
#include "io/loose_worker.hpp"

namespace bowball {

/// Which of these names of one journal's backups may go: all but the newest two dozen, and the last of each of the newest `days` days that have one. Days that have
/// backups are counted, not days of the calendar: a computer that wakes up in another year throws nothing away. Other names are not touched.
[[nodiscard]] std::vector<std::string> outdated_backups(std::vector<std::string> names, int days);

struct BackupTerms {
    formats::BackupConfig config;
    std::string data_dir;
    std::function<WallTime()> now;
    std::function<void(std::string)> told;   ///< what is amiss, with each change; empty: nothing. Called on a thread of its own
    std::shared_ptr<spdlog::logger> log;
};

/// Makes one every few minutes. Its place may hang: nobody waits for it, and no second one is begun before the first is done.
class BackupRhythm {
public:
    explicit BackupRhythm(BackupTerms terms, std::chrono::milliseconds look_about = std::chrono::seconds{20});
    ~BackupRhythm();
    BackupRhythm(const BackupRhythm&) = delete;
    BackupRhythm& operator=(const BackupRhythm&) = delete;

    void start();
    /// Makes a last one, if the disks let it in a few seconds.
    void stop();

private:
    struct Round {
        Result<Backup> made = Error{errc::io_failed, "There was no memory for it."};
        std::vector<std::string> removed;
    };
    void watch();
    void make();
    void take(const Round& round, WallTime began);
    void tell(std::string trouble);

    BackupTerms terms_;
    std::chrono::milliseconds look_about_;
    std::optional<WallTime> newest_;       ///< when the newest one of this life was begun that is whole
    std::optional<WallTime> under_way_;    ///< when that was begun
    std::optional<std::chrono::steady_clock::time_point> begun_;   ///< the newest try
    std::string failure_;                  ///< of the newest try that is over
    std::string told_;
    boost::asio::io_context context_{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_{context_.get_executor()};
    boost::asio::steady_timer timer_{context_};
    io::LooseWorker worker_{context_};
    std::thread thread_;
};

}  // namespace bowball
