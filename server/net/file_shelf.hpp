// Files of one disk or share, as answers: each in pieces, so many at once. They are read on a thread of the shelf's own, begun when
// somebody asks: one that hangs must hold up neither the live feed nor the other shelves.
#pragma once
#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>

#include "io/loose_worker.hpp"
#include "net/file_part.hpp"

namespace bowball::net {

class FileShelf {
public:
    /// `taken`: answers of all shelves that wait for a piece or hold one.
    FileShelf(boost::asio::io_context& context, std::shared_ptr<std::size_t> taken) : context_(context), taken_of_all_(std::move(taken)) {}

    /// `open` begins the answer, on the shelf's thread, and owns all that it touches. Refuses with errc::too_many beyond
    /// limits::video_answers. The shelf outlives its answers.
    void get(std::function<FilePart()> open, Answer answer);

private:
    /// Given back when the last copy goes. Nothing where there is none.
    [[nodiscard]] std::shared_ptr<void> take_place();
    [[nodiscard]] HttpAnswer answer_of(FilePart part, const std::shared_ptr<void>& place) const;

    boost::asio::io_context& context_;
    std::unique_ptr<io::LooseWorker> reader_;   ///< none until somebody asks
    std::shared_ptr<std::size_t> taken_of_all_;
    std::shared_ptr<std::size_t> taken_ = std::make_shared<std::size_t>(0);
};

}  // namespace bowball::net
