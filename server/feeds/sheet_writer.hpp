// Keeps a folder of result sheets up to date, on a thread of its own: a slow or full disk delays a sheet, never a race.
#pragma once
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <map>
#include <memory>
#include <spdlog/logger.h>
#include <string>
#include <thread>
#include <vector>

#include "views/views.hpp"

namespace bowball::feeds {

class SheetWriter {
public:
    /// `folder` is made when the first sheet is written.
    SheetWriter(std::string folder, std::shared_ptr<spdlog::logger> log);
    /// Writes what waits.
    ~SheetWriter();
    SheetWriter(const SheetWriter&) = delete;
    SheetWriter& operator=(const SheetWriter&) = delete;

    /// Takes the results among the views of a race that has left the programme stage; returns at once. A sheet that waits
    /// to be written is replaced by a newer one of its race: the queue is as long as the programme, no longer.
    void publish(const std::vector<views::TopicView>& views);

private:
    void take(const views::ResultsView& results);
    void write_waiting();
    void write(const std::string& name, const std::string& text);

    std::string folder_;
    std::shared_ptr<spdlog::logger> log_;
    std::map<std::string, std::string> waiting_;   ///< text by file name; the writing thread's own
    std::map<std::string, std::string> written_;   ///< what stands in the folder, as far as this server wrote it
    bool scheduled_ = false;
    boost::asio::io_context context_{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_{context_.get_executor()};
    std::thread thread_;
};

}  // namespace bowball::feeds
