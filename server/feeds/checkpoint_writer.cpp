#include "feeds/checkpoint_writer.hpp"

#include <boost/asio/post.hpp>
#include <tuple>

#include "io/note_file.hpp"
#include "io/run_context.hpp"

namespace bowball::feeds {

CheckpointWriter::CheckpointWriter(std::string file, std::shared_ptr<spdlog::logger> log)
    : file_(std::move(file)), log_(std::move(log)), thread_([this] { io::run_context(context_, [this](const std::exception& problem) { log_->error("checkpoints: {}. One may be missing in the file.", problem.what()); }); }) {
    boost::asio::post(context_, [this] { std::ignore = mend(); });
}

CheckpointWriter::~CheckpointWriter() {
    work_.reset();
    thread_.join();
}

void CheckpointWriter::publish(const std::vector<views::TopicView>& views) {
    for (const auto& view : views) {
        if (const auto* checkpoint = std::get_if<views::CheckpointView>(&view.view)) boost::asio::post(context_, [this, note = checkpoint->note] { write(note); });
    }
}

/// Nothing is written behind half a note.
bool CheckpointWriter::mend() {
    const auto cut = io::mend_notes(file_);
    if (cut && *cut > 0) log_->warn("checkpoints: {} ended with half a note, {} bytes, and was cut back to its last whole one. The disk was full, or the power was cut; who follows the feed has it.", file_, *cut);
    is_whole_ = cut.has_value();
    return is_whole_;
}

void CheckpointWriter::write(const std::string& note) {
    const auto is_written = (is_whole_ || mend()) && io::append_note(file_, note);
    if (!is_written && !in_trouble_) log_->warn("checkpoints cannot be written to {}. Check the disk; who follows the feed has them.", file_);
    in_trouble_ = !is_written;
    is_whole_ = is_written;   // one that failed may have left something
}

}  // namespace bowball::feeds
