// A shelf whose disk hangs: who waits is told, who comes later is told at once, and the other shelves keep their places.
#include "net/file_shelf.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/asio/executor_work_guard.hpp>
#include <filesystem>
#include <fstream>
#include <future>

namespace bowball::net {
namespace file_shelf_test {

/// Short enough to be waited for, where nothing depends on how long it is.
constexpr Duration short_patience = 50ms;

bool is_silence(const HttpAnswer& answer) { return answer.status == 500 && answer.body.find("The folder /srv/photo has not answered for ") != std::string::npos; }

class Shelf : public testing::Test {
protected:
    void TearDown() override { let_go(); }
    FileShelf make_shelf(Duration patience) { return {loop, taken, "The folder /srv/photo", patience}; }
    /// Work that hangs until let_go(), as a call of the system does on a share whose server is gone.
    [[nodiscard]] std::function<FilePart()> hanging() const {
        return [gate = gate] {
            gate.wait();
            return refused(refusal({errc::not_found, "late"}));
        };
    }
    static FilePart small() {
        FilePart part;
        part.bytes = "small";
        part.total = part.bytes.size();
        return part;
    }
    void let_go() {
        if (!std::exchange(is_open, true)) opener.set_value();
    }
    [[nodiscard]] Answer into(std::vector<HttpAnswer>& answers) const {
        return [&answers](HttpAnswer answer) { answers.push_back(std::move(answer)); };
    }
    /// What `open` brings, however slow this computer is: asked again where the shelf gave it up.
    HttpAnswer patiently(FileShelf& shelf, const std::function<FilePart()>& open) {
        for (;;) {
            std::vector<HttpAnswer> answers;
            shelf.get(open, into(answers));
            run_until([&] { return !answers.empty(); });
            if (!is_silence(answers[0])) return answers[0];
            loop.run_one();
        }
    }
    template <class Done>
    void run_until(Done done) {
        while (!done()) loop.run_one();
    }

    std::promise<void> opener;
    std::shared_future<void> gate = opener.get_future().share();
    bool is_open = false;
    boost::asio::io_context loop{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work{loop.get_executor()};
    std::shared_ptr<std::size_t> taken = std::make_shared<std::size_t>(0);
};

TEST_F(Shelf, ThatHangsIsGivenUpAndSaysSo) {
    auto shelf = make_shelf(short_patience);
    std::vector<HttpAnswer> answers;
    for (int i = 0; i < 3; ++i) shelf.get(hanging(), into(answers));
    EXPECT_EQ(*taken, 3u);
    run_until([&] { return answers.size() == 3; });
    for (const auto& answer : answers) EXPECT_TRUE(is_silence(answer)) << answer.body;
    EXPECT_EQ(*taken, 0u) << "the others need the places";
    shelf.get(small, into(answers));
    ASSERT_EQ(answers.size(), 4u) << "at once: nobody waits for a disk that is known to hang";
    EXPECT_TRUE(is_silence(answers[3]));
}

TEST_F(Shelf, ThatAnswersAgainIsAskedAgain) {
    auto shelf = make_shelf(short_patience);
    std::vector<HttpAnswer> answers;
    shelf.get(hanging(), into(answers));
    run_until([&] { return answers.size() == 1; });
    let_go();
    EXPECT_EQ(patiently(shelf, small).bytes(), "small");
    ASSERT_EQ(answers.size(), 1u);
    EXPECT_TRUE(is_silence(answers[0])) << "what came late is nobody's any more";
}

TEST_F(Shelf, ThatHangsLeavesTheOthersTheirPlaces) {
    std::vector<std::unique_ptr<FileShelf>> hung;
    std::vector<HttpAnswer> answers;
    for (std::size_t i = 0; i < limits::file_answers / limits::file_answers_of_one; ++i) {
        hung.push_back(std::make_unique<FileShelf>(loop, taken, "The folder /srv/photo", short_patience));
        for (std::size_t k = 0; k < limits::file_answers_of_one; ++k) hung.back()->get(hanging(), into(answers));
    }
    auto healthy = make_shelf(1h);
    std::vector<HttpAnswer> own;
    healthy.get(small, into(own));
    ASSERT_EQ(own.size(), 1u);
    EXPECT_EQ(own[0].status, 429) << "while they still may answer";
    run_until([&] { return answers.size() == limits::file_answers; });
    healthy.get(small, into(own));
    run_until([&] { return own.size() == 2; });
    EXPECT_EQ(own[1].status, 200) << own[1].body;
}

TEST_F(Shelf, ThatHangsOnTheWayEndsTheAnswerEarly) {
    const auto path = (std::filesystem::temp_directory_path() / ("bowball-shelf-" + std::to_string(::getpid()))).string();
    std::ofstream{path, std::ios::binary} << std::string(limits::file_piece_bytes + 1, 'x');
    auto shelf = make_shelf(short_patience);
    std::optional<HttpAnswer> begun = patiently(shelf, [path] { return open_part({"it", path, "image/png", "", Change::must_stay}); });
    ASSERT_TRUE(begun->rest.has_value());
    std::vector<HttpAnswer> others;
    shelf.get(hanging(), into(others));
    std::optional<SharedBody> piece;
    begun->rest->next([&](SharedBody one) { piece = std::move(one); });
    run_until([&] { return piece.has_value(); });
    EXPECT_TRUE(piece->bytes.empty()) << "it waits behind what hangs";
    begun.reset();
    EXPECT_EQ(*taken, 0u);
    std::filesystem::remove(path);
}

}  // namespace file_shelf_test
}  // namespace bowball::net
