#include "race/chrony_watch.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace bowball::race {
namespace chrony_watch_test {

views::HealthView::HostClock shown(const ChronyWatch& watch) {
    views::HealthView::HostClock view;
    watch.describe(view);
    return view;
}
/// A second passes, and what has come is taken.
void second(ChronyWatch& watch) { watch.look(); }
/// Until something follows: the worker's answer.
void take(boost::asio::io_context& context) {
    context.restart();
    context.run_one_for(std::chrono::seconds{60});
}

TEST(ChronyWatch, ShowsWhatItFollowsAndHowFarOffTheTimeOfDayMayBe) {
    boost::asio::io_context context;
    ChronyWatch watch{context, [] { return io::ChronyAnswer{io::ChronyState::answered, {"192.0.2.7", 3, -1500ns, 2us, 700ns, true}, {}}; }};
    EXPECT_EQ(shown(watch).chrony, "") << "nobody has asked";
    second(watch);
    take(context);
    const auto view = shown(watch);
    EXPECT_EQ(view.chrony, "synchronised");
    EXPECT_EQ(view.chrony_text, "chrony follows 192.0.2.7, stratum 3.");
    EXPECT_EQ(view.chrony_error_us, 4) << "3.2 us, never said smaller than it is";
}

TEST(ChronyWatch, SaysHowFarTheRateIsTrusted) {
    const auto bound_by = [](bool is_synchronised, std::int32_t rate_ppb) {
        boost::asio::io_context context;
        ChronyWatch watch{context, [=] { return io::ChronyAnswer{io::ChronyState::answered, {"192.0.2.7", 3, 0ns, 2us, 700ns, is_synchronised, rate_ppb}, {}}; }};
        second(watch);
        take(context);
        views::HealthView::HostClock view;
        view.rate_bound_ppb = 50'000;
        watch.describe(view);
        return view.rate_bound_ppb;
    };
    EXPECT_EQ(bound_by(true, 4'200), 5'200) << "and what is too little to be counted as a slew";
    EXPECT_EQ(bound_by(true, 21), 1'021);
    EXPECT_EQ(bound_by(true, 90'000), 50'000) << "no quartz is worse";
    EXPECT_EQ(bound_by(false, 21), 50'000) << "it follows nothing";
}

TEST(ChronyWatch, AsksEveryTenSeconds) {
    boost::asio::io_context context;
    const auto asked = std::make_shared<std::atomic<int>>(0);
    ChronyWatch watch{context, [asked] { return ++*asked, io::ChronyAnswer{}; }};
    for (int i = 0; i < 20; ++i) {
        second(watch);
        if (i == 0 || i == 10) take(context);
    }
    EXPECT_EQ(*asked, 2);
    EXPECT_EQ(shown(watch).chrony, "absent");
    EXPECT_FALSE(shown(watch).chrony_error_us);
}

TEST(ChronyWatch, OneThatHangsIsSaidAndNobodyWaits) {
    boost::asio::io_context context;
    const auto told = std::make_shared<std::promise<void>>();
    const auto asked = std::make_shared<std::atomic<int>>(0);
    ChronyWatch watch{context, [told, asked] {
        if (++*asked == 1) told->get_future().wait();
        return io::ChronyAnswer{io::ChronyState::failed, {}, "says \"506\""};
    }};
    for (int i = 0; i < 25; ++i) second(watch);
    EXPECT_EQ(shown(watch).chrony, "failed");
    EXPECT_NE(shown(watch).chrony_text.find("has hung"), std::string::npos);
    told->set_value();
    take(context);
    EXPECT_EQ(*asked, 1) << "it was not asked again while it hung";
    EXPECT_EQ(shown(watch).chrony_text, "chrony cannot be asked: chronyc says \"506\". Times of races do not need it.");
}

TEST(ChronyWatch, MayEndWhileItHangs) {
    boost::asio::io_context context;
    const auto told = std::make_shared<std::promise<void>>();
    {
        ChronyWatch watch{context, [told] { return told->get_future().wait(), io::ChronyAnswer{}; }};
        second(watch);
    }
    told->set_value();
}

}  // namespace chrony_watch_test
}  // namespace bowball::race
