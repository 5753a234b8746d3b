#include "feeds/checkpoint_writer.hpp"

#include <boost/asio/post.hpp>
#include <fstream>

#include "io/run_context.hpp"

namespace bowball::feeds {

CheckpointWriter::CheckpointWriter(std::string file, std::shared_ptr<spdlog::logger> log)
    : file_(std::move(file)), log_(std::move(log)), thread_([this] { io::run_context(context_, [this](const std::exception& problem) { log_->error("checkpoints: {}. One may be missing in the file.", problem.what()); }); }) {}

CheckpointWriter::~CheckpointWriter() {
    work_.reset();
    thread_.join();
}

void CheckpointWriter::publish(const std::vector<views::TopicView>& views) {
    for (const auto& view : views) {
        if (const auto* checkpoint = std::get_if<views::CheckpointView>(&view.view)) boost::asio::post(context_, [this, note = checkpoint->note] { write(note); });
    }
}

/// An empty line behind each note parts it from the next.
void CheckpointWriter::write(const std::string& note) {
    std::ofstream out{file_, std::ios::binary | std::ios::app};
    out << note << "\n";
    out.close();
    const auto failed = !out;
    if (failed && !in_trouble_) log_->warn("checkpoints cannot be written to {}. Check the disk; who follows the feed has them.", file_);
    in_trouble_ = failed;
}

}  // namespace bowball::feeds
