// Keeps every signed checkpoint of the journal in a file beside it, on a thread of its own.
#pragma once
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <memory>
#include <spdlog/logger.h>
#include <string>
#include <thread>
#include <vector>

#include "views/views.hpp"

namespace bowball::feeds {

class CheckpointWriter {
public:
    /// Appended to, never written over: what was signed before stays. Half a note that a life before left at the end is cut off, and the log says so.
    CheckpointWriter(std::string file, std::shared_ptr<spdlog::logger> log);
    /// Writes what waits.
    ~CheckpointWriter();
    CheckpointWriter(const CheckpointWriter&) = delete;
    CheckpointWriter& operator=(const CheckpointWriter&) = delete;

    /// Takes the checkpoint among the views, if there is one; returns at once. There is one in ten seconds, and one an official result.
    void publish(const std::vector<views::TopicView>& views);

private:
    /// False: the file cannot be mended yet.
    [[nodiscard]] bool mend();
    void write(const std::string& note);

    std::string file_;
    std::shared_ptr<spdlog::logger> log_;
    bool in_trouble_ = false;   ///< said so already
    bool is_whole_ = false;     ///< the file ends with a whole note
    boost::asio::io_context context_{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_{context_.get_executor()};
    std::thread thread_;
};

}  // namespace bowball::feeds
