#include "feeds/sheet_writer.hpp"

#include <boost/asio/post.hpp>
#include <filesystem>
#include <fstream>

#include "feeds/result_sheet.hpp"
#include "io/run_context.hpp"

namespace bowball::feeds {

SheetWriter::SheetWriter(std::string folder, std::shared_ptr<spdlog::logger> log)
    : folder_(std::move(folder)), log_(std::move(log)), thread_([this] { io::run_context(context_, [this](const std::exception& problem) { log_->error("result sheets: {}. One may be old until its race changes.", problem.what()); }); }) {}

SheetWriter::~SheetWriter() {
    work_.reset();
    thread_.join();
}

void SheetWriter::publish(const std::vector<views::TopicView>& views) {
    for (const auto& view : views) {
        const auto* results = std::get_if<views::ResultsView>(&view.view);
        if (results == nullptr || results->header.run == 0) continue;
        boost::asio::post(context_, [this, results = *results] { take(results); });
    }
}

void SheetWriter::take(const views::ResultsView& results) {
    waiting_.insert_or_assign(sheet_name(results.header), sheet_text(results));
    if (scheduled_) return;
    // Behind what has been posted already: of many changes of one race only the newest is written.
    boost::asio::post(context_, [this] { write_waiting(); });
    scheduled_ = true;
}

void SheetWriter::write_waiting() {
    scheduled_ = false;
    // One by one: what cannot be written now waits for the next change.
    for (auto one = waiting_.begin(); one != waiting_.end(); one = waiting_.erase(one)) {
        auto& [name, text] = *one;
        auto& before = written_[name];
        if (before == text) continue;
        write(name, text);
        before = std::move(text);
    }
}

/// Written beside and renamed: whoever opens the sheet sees the old one or the new one, whole.
void SheetWriter::write(const std::string& name, const std::string& text) {
    std::error_code failed;
    std::filesystem::create_directories(folder_, failed);
    const auto path = folder_ + "/" + name;
    const auto beside = path + ".new";
    {
        std::ofstream out{beside, std::ios::binary | std::ios::trunc};
        out << text;
        out.close();
        if (!out) return log_->warn("result sheet {} cannot be written. Check the disk; the journal holds the result.", path);
    }
    std::filesystem::rename(beside, path, failed);
    if (failed) log_->warn("result sheet {} cannot be replaced: {}. Is it open in a spreadsheet? The journal holds the result.", path, failed.message());
}

}  // namespace bowball::feeds
