// Writes everything that devices send into .cap files, on a thread of its own: a slow disk delays a recording, never a
// stamp.
#pragma once
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <fstream>
#include <map>
#include <memory>
#include <spdlog/logger.h>
#include <string>
#include <thread>

#include "io/capture_file.hpp"
#include "io/clock.hpp"

namespace bowball::capture {

class Recorder {
public:
    /// One file per device and start of the server in `folder`, made when the first bytes come.
    Recorder(std::string folder, const io::Clock& clock, std::shared_ptr<spdlog::logger> log);
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
    };
    void write(const Source& source, HostTime at, char direction, std::string bytes);

    void begin(File& file, const Source& source, HostTime at);

    std::string folder_;
    io::Clock clock_;
    std::shared_ptr<spdlog::logger> log_;
    std::map<std::string, File> files_;     ///< the writing thread's own
    boost::asio::io_context context_{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_{context_.get_executor()};
    std::thread thread_;
};

}  // namespace bowball::capture
