//! What residents write: sentences put together from a fixed seed, as long as real messages are.

use xianban_kernel::{Draw, Seed};

/// Lengths in characters, one for each tenth of the real messages we measured by (half are shorter
/// than 203, one in ten is longer than 776).
const LENGTHS: [usize; 10] = [50, 85, 115, 150, 190, 230, 300, 420, 640, 1300];

const WHEN: [&str; 8] = [
    "上个月底开始，",
    "已经两个多星期了，",
    "每天晚上十点以后，",
    "前天下雨之后，",
    "从去年冬天到现在，",
    "周末的早上，",
    "最近几天，",
    "物业换人以后，",
];
const WHERE: [&str; 10] = [
    "小区东门外的人行道",
    "3号楼地下车库入口",
    "幼儿园旁边的绿化带",
    "2单元的楼道里",
    "菜市场后面的小路",
    "公交站台附近",
    "儿童活动场地",
    "电梯机房下面那一层",
    "沿街商铺的后厨窗口",
    "河边步道的栏杆",
];
const WHAT: [&str; 14] = [
    "路灯一直不亮",
    "垃圾堆着没有人清运",
    "有人占用消防通道停车",
    "污水从井盖往外冒",
    "施工的声音很大",
    "墙皮整块往下掉",
    "暖气温度上不去",
    "油烟直接排到住户窗前",
    "地砖松动，老人差点摔倒",
    "充电桩坏了三台",
    "树枝挡住了监控和窗户",
    "电梯困人两次",
    "自来水发黄有异味",
    "共享单车乱放堵住了门口",
];
const THEN: [&str; 8] = [
    "打过物业电话，说会处理，一直没有消息。",
    "邻居们也都反映过，没有人来看。",
    "家里有老人和孩子，进出很不方便。",
    "希望尽快安排人员现场查看并答复。",
    "请问这件事由哪个部门负责，什么时候能解决？",
    "我们愿意配合，需要签字可以联系我。",
    "照片已经发给网格员，请核实。",
    "恳请先做临时围挡，避免有人受伤。",
];

/// The message of one appeal.
pub fn message(n: usize) -> String {
    let mut draw = Seed::fixed(u64::try_from(n).unwrap_or_default()).draw();
    let length = one(&mut draw, &LENGTHS);
    let mut text = String::new();
    let mut characters = 0;
    while characters < length {
        let sentence = sentence(&mut draw);
        characters += sentence.chars().count();
        text.push_str(&sentence);
    }
    text.chars().take(length).collect()
}

fn sentence(draw: &mut Draw) -> String {
    let (building, floor) = (1 + draw.below(40), 1 + draw.below(32));
    let (when, place) = (one(draw, &WHEN), one(draw, &WHERE));
    let (what, then) = (one(draw, &WHAT), one(draw, &THEN));
    format!("{when}{building}号楼{floor}层和{place}{what}，{then}")
}

/// One of several, every one equally likely.
pub fn one<T: Copy + Default>(draw: &mut Draw, of: &[T]) -> T {
    let bound = u64::try_from(of.len()).unwrap_or(1).max(1);
    let place = usize::try_from(draw.below(bound)).unwrap_or_default();
    of.get(place).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::message;

    #[test]
    fn messages_are_as_long_as_real_ones_and_come_again_the_same() {
        let mut lengths: Vec<_> = (0..1000).map(|n| message(n).chars().count()).collect();
        lengths.sort_unstable();
        assert!((150..=230).contains(&lengths[500]), "{}", lengths[500]);
        assert_eq!(message(7), message(7));
        assert_ne!(message(7), message(8));
    }
}
