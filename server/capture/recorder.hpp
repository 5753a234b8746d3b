// Writes everything that devices send into .cap files, on a thread of its own: a slow disk delays a recording, never a
// stamp. What waits for a disk that hangs is bounded; what is left out then is said where it would stand.
#pragma once
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <spdlog/logger.h>
#include <string>
#include <thread>

#include "core/limits.hpp"
#include "io/capture_file.hpp"
#include "io/clock.hpp"

namespace bowball::capture {

class Recorder {
public:
    /// What became of a device's recording: why it is not written, or empty when it is again.
    using Told = std::function<void(const std::string& device, const std::string& trouble)>;
    /// One file per device and start of the server in `folder`, made when the first bytes come. `caller` runs on the capture thread,
    /// and outlives this; `told` is called there. At most `most_waiting` bytes wait to be written.
    Recorder(std::string folder, const io::Clock& clock, boost::asio::io_context& caller, std::shared_ptr<spdlog::logger> log, Told told = {},
             std::size_t most_waiting = limits::recording_waits);
    /// Writes what waits.
    ~Recorder();
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

    struct Source {
        std::string device;
        std::string driver;
        std::string link;
    };
    /// Called on the capture thread; returns at once.
    void record(const Source& source, HostTime at, char direction, std::string bytes);

private:
    struct File {
        std::ofstream stream;
        HostTime began;
        std::string path;
        HostTime tried;
        bool in_trouble = false;   ///< said so already
        std::uint64_t left_out = 0;   ///< pieces that are not in it, since the last that is
    };
    struct LeftOut {
        Source source;
        std::uint64_t pieces = 0;
    };
    void write(const Source& source, HostTime at, char direction, std::string bytes);
    [[nodiscard]] std::string pieces_of(File& file, HostTime at, char direction, std::string bytes) const;
    void drained(std::size_t size);
    void leave_out(const Source& source);
    void tell(std::string device, std::string trouble);
    void begin(File& file, const Source& source, HostTime at);

    std::string folder_;
    io::Clock clock_;
    std::shared_ptr<spdlog::logger> log_;
    Told told_;
    std::size_t most_waiting_;
    boost::asio::io_context& caller_;
    std::shared_ptr<const bool> here_ = std::make_shared<const bool>(true);   ///< what is posted to the caller may come later than the end of this
    std::size_t waiting_ = 0;                         ///< bytes; the capture thread's own
    std::map<std::string, LeftOut> left_out_;         ///< since the last piece of a device that was taken; the same
    std::map<std::string, File> files_;     ///< the writing thread's own
    boost::asio::io_context context_{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_{context_.get_executor()};
    std::thread thread_;
};

}  // namespace bowball::capture
